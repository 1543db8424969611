namespace Sidetap.Update
{
    /// <summary>x</summary>
    public sealed class EcdsaP256
    {
        /// <summary>x</summary>
        public bool IsValid { get; private set; }
        /// <summary>x</summary>
        public bool Begin(byte[] k, int ko, byte[] d, int dof, byte[] rs, int ro) { return true; }
        /// <summary>x</summary>
        public bool Step() { return true; }
    }
    /// <summary>x</summary>
    public static class EcdsaSignature
    {
        /// <summary>x</summary>
        public static bool TryRead(byte[] der, int o, int l, byte[] rs) { return true; }
    }
}
