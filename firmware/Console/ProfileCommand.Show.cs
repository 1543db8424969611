using Sidetap.Model;
using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <content>What there is of a profile, and its octets.</content>
    public sealed partial class ProfileCommand
    {
        private const int Keys = 8;
        private const int OffsetWidth = 18;

        // Of the profile that is shown or read; nothing of it is held but this.
        private MachineProfile _shown;
        private uint _sum;
        private bool _isBuiltIn;
        private string _file;
        private int _fileOffset;
        private int _length;

        /// <inheritdoc/>
        public override void Cancel()
        {
            _shown = null;
        }

        private bool NextKey(Answer answer)
        {
            if (_next < 0)
            {
                ProfileStore store = CreateStore();
                _shown = store.Load();
                _sum = store.CheckSum();
                Remember(store);
                _next = 0;
            }

            if (_next < Keys)
            {
                WriteKey(answer, _next++);
                return true;
            }

            bool isInForce = IsInForce(_shown);
            _shown = null;
            if (isInForce)
            {
                answer.Ok();
            }
            else if (_parts.Restarts != null && !SafeStart.UsesProfile(_parts.Restarts))
            {
                answer.Ok("the box runs without it: with it, it restarted again and again; send another one");
            }
            else
            {
                answer.Ok("in force with the next start");
            }

            return false;
        }

        private void WriteKey(Answer answer, int key)
        {
            switch (key)
            {
                case 0:
                    answer.Key("name");
                    answer.Text(_shown.DataSetName);
                    break;

                case 1:
                    answer.Key("category");
                    answer.Text(_shown.Category);
                    break;

                case 2:
                    answer.Key("version");
                    IsoTime.WriteVersion(answer, _shown.MajorVersion, _shown.MinorVersion);
                    break;

                case 3:
                    answer.Key("length");
                    answer.Number(_length);
                    break;

                case 4:
                    answer.Key("crc");
                    answer.Hex(_sum, 8);
                    break;

                case 5:
                    answer.Key("source");
                    answer.Text(_isBuiltIn ? "built-in" : "stored");
                    break;

                case 6:
                    answer.Key("fields");
                    answer.Number(_shown.Fields.Length);
                    break;

                default:
                    answer.Key("samplingInterval");
                    answer.Number(_shown.SamplingIntervalMs);
                    break;
            }

            answer.End();
        }

        private bool IsInForce(MachineProfile profile)
        {
            MachineProfile running = _parts.Node == null ? null : _parts.Node.Profile;
            return running != null && running.MajorVersion == profile.MajorVersion && running.MinorVersion == profile.MinorVersion
                && running.DataSetName == profile.DataSetName && running.Fields.Length == profile.Fields.Length;
        }

        private void Remember(ProfileStore store)
        {
            _isBuiltIn = store.IsBuiltIn;
            _file = store.File;
            _fileOffset = store.FileOffset;
            _length = store.Length;
        }

        /// <summary>Octets of the profile. Which one it is, is looked at with the first ones; they come out of its file, without the profile in memory.</summary>
        private bool Read(CommandLine line, Answer answer)
        {
            if (_next >= 0)
            {
                answer.Ok();
                return false;
            }

            int offset = line.NumberOf(2);
            if (offset < 0)
            {
                answer.Error(ShellError.WrongArguments, "usage: profile read OFFSET, from 0 on");
                return false;
            }

            if (offset == 0 || _length == 0)
            {
                ProfileStore store = CreateStore();
                store.Load();
                Remember(store);
            }

            _next = 0;
            int count = _length - offset < ProfileInbox.MaxBlock ? _length - offset : ProfileInbox.MaxBlock;
            if (count <= 0)
            {
                answer.Ok();
                return false;
            }

            byte[] octets = new byte[ProfileInbox.MaxBlock];
            int there = _isBuiltIn ? BuiltInProfile.Copy(offset, count, octets) : _parts.Files.Read(_file, _fileOffset + offset, octets, 0, count);
            if (there != count)
            {
                answer.Error(ShellError.NotStored, "the flash has failed; try again");
                return false;
            }

            answer.Begin();
            answer.Number(offset);
            answer.Column(OffsetWidth);
            for (int i = 0; i < count; i++)
            {
                answer.Hex(octets[i], 2);
            }

            answer.End();
            return true;
        }
    }
}
