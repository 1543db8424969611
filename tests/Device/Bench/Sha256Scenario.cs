using Sidetap.Crypto;

namespace Sidetap.Device.Bench
{
    /// <summary>SHA-256 of 4,096 octets in the firmware's own code, as of a piece of an image.</summary>
    public sealed class Sha256Scenario : Scenario
    {
        private readonly Sha256 _hash = new Sha256();
        private readonly byte[] _data = new byte[4096];
        private readonly byte[] _digest = new byte[Sha256.DigestLength];

        /// <inheritdoc/>
        public override string Name
        {
            get { return "SHA-256 of 4,096 octets"; }
        }

        /// <inheritdoc/>
        public override void Run()
        {
            _hash.Add(_data, 0, _data.Length);
            _hash.Finish(_digest, 0);
        }
    }
}
