using Sidetap.Update;

namespace Sidetap.Terminal
{
    /// <summary>Updates in words.</summary>
    internal static class UpdateWords
    {
        /// <summary>A state's name.</summary>
        public static string NameOf(UpdateState state)
        {
            switch (state)
            {
                case UpdateState.Receiving:
                    return "receiving";

                case UpdateState.Verifying:
                    return "verifying";

                case UpdateState.Staged:
                    return "staged";

                case UpdateState.Trial:
                    return "trial";

                default:
                    return "idle";
            }
        }

        /// <summary>Why an image was refused or given up.</summary>
        public static string TextOf(UpdateError error)
        {
            return error < UpdateError.BadMagic ? OfferTextOf(error) : error < UpdateError.Storage ? ImageTextOf(error) : EndTextOf(error);
        }

        private static string OfferTextOf(UpdateError error)
        {
            switch (error)
            {
                case UpdateError.None:
                    return string.Empty;

                case UpdateError.NotAnOffer:
                    return "what was offered can't be read";

                case UpdateError.TooLong:
                    return "the image is longer than the slot";

                case UpdateError.WrongBoard:
                    return "the image is for another board";

                case UpdateError.OlderVersion:
                    return "the image is older than what runs";

                case UpdateError.SameVersion:
                    return "another image has the version that runs: sign it with a new one";

                case UpdateError.CounterTooLow:
                    return "the image's security counter is lower than the box's";

                case UpdateError.NotSigned:
                    return "the offer is not signed with the key in update.key";

                case UpdateError.FailedBefore:
                    return "this image was tried and did not prove itself: sign a mended one with a new version";

                default:
                    return "an update is under way";
            }
        }

        private static string ImageTextOf(UpdateError error)
        {
            switch (error)
            {
                case UpdateError.BadMagic:
                    return "the image is no MCUboot image";

                case UpdateError.BadHeader:
                    return "the image's header makes no sense";

                case UpdateError.Truncated:
                    return "the image is shorter than it says";

                case UpdateError.Extended:
                    return "there is something behind the image";

                case UpdateError.BadTlv:
                    return "the image's TLVs can't be read";

                case UpdateError.WrongDigest:
                    return "the image has changed on its way";

                case UpdateError.WrongSignature:
                    return "the image's signature is wrong";

                case UpdateError.OtherKey:
                    return "the image is signed with another key";

                case UpdateError.OtherImage:
                    return "what came is not what was offered";

                default:
                    return "the image needs a later version before it";
            }
        }

        private static string EndTextOf(UpdateError error)
        {
            switch (error)
            {
                case UpdateError.Storage:
                    return "the slot could not be written";

                case UpdateError.SensorsSilent:
                    return "on trial, sensors did not answer that had before";

                case UpdateError.NoGateway:
                    return "on trial, neither gateway nor broker was reached";

                case UpdateError.NotAcknowledged:
                    return "on trial, nothing was acknowledged";

                case UpdateError.Restarted:
                    return "the box restarted in the trial";

                default:
                    return "the update was withdrawn";
            }
        }
    }
}
