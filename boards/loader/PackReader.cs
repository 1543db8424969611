using System.Text;
using Sidetap.PubSub;
using Sidetap.Update;

namespace Sidetap.Loader
{
    /// <summary>Reads the assemblies of an image in a slot, one after the other. The image was verified before it was to be started; what contradicts itself all the same is
    /// refused by a named reason.</summary>
    /// <remarks>Payload: "SPK1", how many (2); for each: octets of its name (1), name in UTF-8, octets of the assembly (4), the assembly, zeros until its octets are a
    /// multiple of four. Least significant octet first.</remarks>
    internal sealed class PackReader
    {
        private const uint Magic = 0x314B5053; // "SPK1"
        private const int HeadOctets = 6;
        private const int LengthOctets = 4;
        private const string Suffix = ".pe";

        private readonly SlotFiles _files;
        private readonly int _length; // octets of the image
        private readonly byte[] _head = new byte[ImageHeader.Length];
        private int _at;
        private int _end; // of the payload
        private int _left; // assemblies

        /// <summary>Makes a reader of a slot.</summary>
        /// <param name="files">The slot's files.</param>
        /// <param name="length">Octets of its image.</param>
        public PackReader(SlotFiles files, int length)
        {
            _files = files;
            _length = length;
        }

        /// <summary>What is wrong; null: nothing so far.</summary>
        public string Fault { get; private set; }

        /// <summary>The name of the assembly that was read last, without ".pe".</summary>
        public string Name { get; private set; }

        /// <summary>Octets of the assembly that <see cref="TryNext"/> has found.</summary>
        public int Octets { get; private set; }

        /// <summary>Reads the image's header and the pack's.</summary>
        /// <returns>False when it is no image with a pack: <see cref="Fault"/> says so.</returns>
        public bool Open()
        {
            if (!Get(0, _head, ImageHeader.Length) || ImageHeader.Check(_head, 0, _length) != UpdateError.None)
            {
                return Fail("the slot holds no image");
            }

            _at = ImageHeader.OctetsOf(_head, 0);
            _end = _at + ImageHeader.PayloadOf(_head, 0);
            if (_end - _at < HeadOctets || !Get(_at, _head, HeadOctets) || UaBinary.Get32(_head, 0) != Magic)
            {
                return Fail("the image is no pack of assemblies");
            }

            _left = UaBinary.Get16(_head, LengthOctets);
            _at += HeadOctets;
            return _left > 0 || Fail("the pack is empty");
        }

        /// <summary>Goes to the next assembly: its name and its octets are known then.</summary>
        /// <returns>False when there is none; with a <see cref="Fault"/>, there should be one.</returns>
        public bool TryNext()
        {
            if (_left == 0 || Fault != null)
            {
                return false;
            }

            _left--;
            if (_end - _at < 1 || !Get(_at, _head, 1))
            {
                return Fail("the pack ends too early");
            }

            byte[] name = new byte[_head[0]];
            _at++;
            if (name.Length == 0 || _end - _at < name.Length + LengthOctets || !Get(_at, name, name.Length) || !Get(_at + name.Length, _head, LengthOctets))
            {
                return Fail("the pack ends too early");
            }

            string text = Encoding.UTF8.GetString(name, 0, name.Length);
            Name = text.EndsWith(Suffix) ? text.Substring(0, text.Length - Suffix.Length) : text;
            _at += name.Length + LengthOctets;
            uint octets = UaBinary.Get32(_head, 0);
            if (octets == 0 || octets > (uint)(_end - _at))
            {
                return Fail(Name + " is longer than the pack");
            }

            Octets = (int)octets;
            return true;
        }

        /// <summary>Reads the assembly that <see cref="TryNext"/> has found, all of it: a nanoCLR uses it where it lies.</summary>
        /// <returns>Its octets; null: they can't be read.</returns>
        public byte[] Read()
        {
            byte[] assembly = new byte[Octets];
            return Get(_at, assembly, assembly.Length) || Fail(Name + " can't be read") ? assembly : null;
        }

        /// <summary>Goes behind the assembly that <see cref="TryNext"/> has found.</summary>
        public void Skip()
        {
            _at += (Octets + 3) & ~3;
        }

        private bool Get(int position, byte[] buffer, int count)
        {
            return position <= _length - count && _files.Read(position, _length, buffer, 0, count) == count;
        }

        private bool Fail(string fault)
        {
            Fault = fault;
            return false;
        }
    }
}
