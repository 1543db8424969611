using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <summary>Shows the profile, gives it away, takes a new one, and goes back to the built-in one. Works on a box without a node too.</summary>
    public sealed partial class ProfileCommand : ShellCommand
    {
        private const string Usages = "usage: profile, read OFFSET, begin LENGTH CRC, block OFFSET HEX, end, drop or reset";

        private readonly ShellParts _parts;
        private readonly ProfileInbox _inbox;
        private int _next;

        /// <summary>Makes it.</summary>
        /// <param name="parts">The box.</param>
        public ProfileCommand(ShellParts parts)
        {
            _parts = parts;
            _inbox = new ProfileInbox(parts.Files);
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "profile"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[read OFFSET | begin LENGTH CRC | block OFFSET HEX | end | drop | reset]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the profile of the next start. A tool sends a new one: sidetap configure does it all."; }
        }

        /// <inheritdoc/>
        public override bool Changes(CommandLine line)
        {
            return line.Words > 1 && !line.Is(1, "read");
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            _next = -1;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words == 1)
            {
                return NextKey(answer);
            }

            if (line.Words == 3 && line.Is(1, "read"))
            {
                return Read(line, answer);
            }

            if (line.Words == 4 && line.Is(1, "begin"))
            {
                BeginTransfer(line, answer);
            }
            else if (line.Words == 4 && line.Is(1, "block"))
            {
                TakeBlock(line, answer);
            }
            else if (line.Words == 2 && line.Is(1, "end"))
            {
                End(answer, nowMs);
            }
            else if (line.Words == 2 && line.Is(1, "drop"))
            {
                Drop(answer);
            }
            else if (line.Words == 2 && line.Is(1, "reset"))
            {
                Reset(answer, nowMs);
            }
            else
            {
                answer.Error(ShellError.WrongArguments, Usages);
            }

            return false;
        }

        private void BeginTransfer(CommandLine line, Answer answer)
        {
            int length = line.NumberOf(2);
            uint sum;
            if (length < 1 || !NumberText.TryHex32(line, 3, out sum))
            {
                answer.Error(ShellError.WrongArguments, "usage: profile begin LENGTH CRC, in octets and in 8 hexadecimal digits");
                return;
            }

            EndStep(answer, _inbox.Begin(length, sum));
        }

        private void TakeBlock(CommandLine line, Answer answer)
        {
            if (!line.HasChecksum)
            {
                answer.Error(ShellError.WrongChecksum, "a block needs the line's checksum: send it again with one");
                return;
            }

            int digits = line.LengthOf(3);
            int begin = line.OffsetOf(3);
            int offset = line.NumberOf(2);
            bool isHex = digits > 0 && digits % 2 == 0 && digits / 2 <= ProfileInbox.MaxBlock;
            byte[] block = new byte[isHex ? digits / 2 : 0];
            for (int i = 0; i < digits && isHex; i += 2)
            {
                int high = CommandLine.HexDigit(line.Octets[begin + i]);
                int low = CommandLine.HexDigit(line.Octets[begin + i + 1]);
                isHex = high >= 0 && low >= 0;
                block[i / 2] = (byte)((high << 4) | low);
            }

            if (offset < 0 || !isHex)
            {
                answer.Error(ShellError.WrongArguments, "usage: profile block OFFSET HEX, 1 to 96 octets of two digits");
                return;
            }

            EndStep(answer, _inbox.Take(offset, block, 0, block.Length));
        }

        private void End(Answer answer, long nowMs)
        {
            InboxError error = _inbox.Check();
            if (error != InboxError.None)
            {
                if (error == InboxError.WrongSum)
                {
                    _inbox.Drop(); // it can't become right
                }

                EndStep(answer, error);
                return;
            }

            _length = 0; // who reads begins anew
            ProfileStore store = CreateStore();
            if (store.Install(_inbox.Octets, 0, _inbox.Length))
            {
                _inbox.Drop();
                Note(NoteKind.ProfileStored, nowMs);
                answer.Ok("stored, restart needed");
            }
            else if (store.Error == ProfileError.NotStored)
            {
                _inbox.Close();
                answer.Error(ShellError.NotStored, "the flash did not take it; the profile there was stays; begin again: what has arrived is still there");
            }
            else
            {
                _inbox.Drop();
                answer.Error(ShellError.ProfileRefused, store.Refusal());
            }
        }

        private void Drop(Answer answer)
        {
            if (_inbox.Drop())
            {
                answer.Ok();
            }
            else
            {
                answer.Error(ShellError.NotStored, "the flash has failed; try again");
            }
        }

        private void Reset(Answer answer, long nowMs)
        {
            _length = 0;
            if (CreateStore().Reset())
            {
                Note(NoteKind.ProfileReset, nowMs);
                answer.Ok("built-in profile, restart needed");
            }
            else
            {
                answer.Error(ShellError.NotStored, "the flash has failed; the profile there was stays; try again");
            }
        }

        private void EndStep(Answer answer, InboxError error)
        {
            switch (error)
            {
                case InboxError.None:
                    answer.BeginOk();
                    answer.Number(_inbox.Received);
                    answer.End();
                    break;

                case InboxError.NotBegun:
                    answer.Error(ShellError.NoTransfer, "no transfer was begun: profile begin LENGTH CRC first");
                    break;

                case InboxError.TooLong:
                    answer.Error(ShellError.TooLong, _inbox.IsBegun ? "the block goes beyond the announced length" : "a profile has 4096 octets at the most");
                    break;

                case InboxError.WrongOffset:
                    answer.BeginError(ShellError.WrongOffset);
                    answer.Number(_inbox.Received);
                    answer.Text(" octets are there: go on from that offset");
                    answer.End();
                    break;

                case InboxError.Different:
                    answer.Error(ShellError.Incomplete, "other octets are there already: profile drop, then begin anew");
                    break;

                case InboxError.Incomplete:
                    answer.BeginError(ShellError.Incomplete);
                    answer.Number(_inbox.Received);
                    answer.Text(" of ");
                    answer.Number(_inbox.Length);
                    answer.Text(" octets are there: send the rest");
                    answer.End();
                    break;

                case InboxError.WrongSum:
                    answer.Error(ShellError.Incomplete, "the CRC is not the announced one: begin anew");
                    break;

                default:
                    answer.Error(ShellError.NotStored, "the flash did not take it: begin again, the transfer goes on");
                    break;
            }
        }

        private ProfileStore CreateStore()
        {
            NodeSettings settings = _parts.Settings == null ? new NodeSettings() : _parts.Settings;
            int longest = _parts.MaxMessageLength > 0 ? _parts.MaxMessageLength : settings.Client.MaxFrameLength - FrameWriter.PublishHeaderRoom;
            return new ProfileStore(_parts.Files, _parts.Inputs, settings, longest);
        }

        private void Note(NoteKind kind, long nowMs)
        {
            if (_parts.Notes != null)
            {
                _parts.Notes.Add(kind, 0, nowMs);
            }
        }
    }
}
