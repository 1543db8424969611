using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Supervisor;
using Sidetap.Update;

namespace Sidetap.Terminal
{
    /// <summary>Notes as text.</summary>
    public static class NoteText
    {
        /// <summary>How much a note matters.</summary>
        /// <param name="kind">What it is about.</param>
        /// <returns>"info" or "warning".</returns>
        public static string LevelOf(NoteKind kind)
        {
            switch (kind)
            {
                case NoteKind.NetworkDown:
                case NoteKind.Refused:
                case NoteKind.Disconnected:
                case NoteKind.MessagesLost:
                case NoteKind.Faults:
                case NoteKind.RolledBack:
                case NoteKind.WrongPin:
                case NoteKind.CalibrationDropped:
                case NoteKind.UpdateFailed:
                    return "warning";

                default:
                    return "info";
            }
        }

        /// <summary>Writes a note.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="kind">What it is about.</param>
        /// <param name="number">What the kind says.</param>
        /// <param name="usesBroker">Whether messages go to a broker.</param>
        public static void Write(Answer answer, NoteKind kind, int number, bool usesBroker)
        {
            string peer = usesBroker ? "broker" : "gateway";
            switch (kind)
            {
                case NoteKind.Started:
                    WriteStart(answer, number);
                    break;

                case NoteKind.NetworkUp:
                    answer.Text("network up");
                    break;

                case NoteKind.NetworkDown:
                    answer.Text("network down");
                    break;

                case NoteKind.Connected:
                    answer.Text(peer);
                    answer.Text(" connected, ");
                    Count(answer, number, "connection", " since the start");
                    break;

                case NoteKind.Refused:
                    answer.Text(peer);
                    answer.Text(" refused: ");
                    answer.Text(usesBroker ? StatusWords.TextOfBroker(number) : StatusWords.TextOf(number));
                    break;

                case NoteKind.Disconnected:
                    answer.Text(peer);
                    answer.Text(ReasonOf((ClientEvent)number));
                    break;

                case NoteKind.MessagesLost:
                    Count(answer, number, "message", " lost");
                    break;

                case NoteKind.TimeKnown:
                    answer.Text("time known");
                    break;

                case NoteKind.Faults:
                    Count(answer, number, "field", " not Good");
                    break;

                case NoteKind.TrialBegun:
                    answer.Text("settings on trial for ");
                    answer.Number(number);
                    answer.Text(" s");
                    break;

                case NoteKind.Calibrated:
                    answer.Text("channel ");
                    answer.Number(number);
                    answer.Text(" calibrated");
                    break;

                case NoteKind.CalibrationCleared:
                    answer.Text("channel ");
                    answer.Number(number);
                    answer.Text(" has no calibration any more");
                    break;

                case NoteKind.CalibrationDropped:
                    Count(answer, number, "calibration", " of another profile not in force");
                    break;

                case NoteKind.UpdateState:
                    answer.Text("firmware update: ");
                    answer.Text(UpdateWords.NameOf((UpdateState)number));
                    break;

                case NoteKind.UpdateFailed:
                    answer.Text("firmware update: ");
                    answer.Text(UpdateWords.TextOf((UpdateError)number));
                    break;

                default:
                    answer.Text(PlainTextOf(kind));
                    break;
            }
        }

        private static string PlainTextOf(NoteKind kind)
        {
            switch (kind)
            {
                case NoteKind.SettingsSaved:
                    return "settings saved";

                case NoteKind.TrialConfirmed:
                    return "settings on trial confirmed";

                case NoteKind.RolledBack:
                    return "settings on trial were not confirmed: the ones before are back";

                case NoteKind.WrongPin:
                    return "wrong PIN";

                case NoteKind.ProfileStored:
                    return "profile stored for the next start";

                case NoteKind.UpdateConfirmed:
                    return "firmware on trial confirmed";

                case NoteKind.ProfileReset:
                    return "built-in profile with the next start";

                default:
                    return "?";
            }
        }

        private static void WriteStart(Answer answer, int number)
        {
            answer.Text("started: ");
            answer.Text(CauseOf((StartCause)(number & 255)));
            RestartReason reason = (RestartReason)(number >> 8);
            if (reason != RestartReason.None)
            {
                answer.Text(", ");
                answer.Text(StatusWords.NameOf(reason));
            }
        }

        private static string CauseOf(StartCause cause)
        {
            switch (cause)
            {
                case StartCause.PowerOn:
                    return "power on";

                case StartCause.Restart:
                    return "restart";

                case StartCause.Watchdog:
                    return "watchdog";

                case StartCause.DeepSleep:
                    return "woke from deep sleep";

                case StartCause.BrownOut:
                    return "supply too low";

                default:
                    return "cause unknown";
            }
        }

        private static string ReasonOf(ClientEvent cause)
        {
            switch (cause)
            {
                case ClientEvent.GatewayDisconnected:
                    return " has ended the connection";

                case ClientEvent.LinkDown:
                    return " out of reach: the network went away";

                case ClientEvent.GatewayReturned:
                    return " left for one that comes before it";

                case ClientEvent.NoGateway:
                    return " not known: looking for one";

                default:
                    return " does not answer";
            }
        }

        private static void Count(Answer answer, int number, string thing, string rest)
        {
            answer.Number(number);
            answer.Text(" ");
            answer.Text(thing);
            answer.Text(number == 1 ? string.Empty : "s");
            answer.Text(rest);
        }
    }
}
