using System.Security.Cryptography;

namespace Sidetap.Device.Bench
{
    /// <summary>HMAC-SHA-256 of 4,096 octets: the only SHA-256 of nanoFramework v1, native and one-shot.</summary>
    public sealed class HashScenario : Scenario
    {
        private readonly HMACSHA256 _hash = new HMACSHA256(new byte[32]);
        private readonly byte[] _data = new byte[4096];

        /// <inheritdoc/>
        public override string Name
        {
            get { return "HMAC-SHA-256 of 4,096 octets"; }
        }

        /// <inheritdoc/>
        public override void Run()
        {
            _hash.ComputeHash(_data);
        }
    }
}
