namespace nanoFramework.Hardware.Stm32
{
    /// <summary>The backup registers, which outlive every object of a test.</summary>
    public static class BackupMemory
    {
        private static readonly byte[] Registers = new byte[128];

        public static int Size => Registers.Length;

        public static bool Fails { get; set; }

        public static void Fill(byte value) => System.Array.Fill(Registers, value);

        public static void ReadBytes(uint position, byte[] value)
        {
            Check(position, value);
            System.Array.Copy(Registers, (int)position, value, 0, value.Length);
        }

        public static void WriteBytes(uint position, byte[] value)
        {
            Check(position, value);
            System.Array.Copy(value, 0, Registers, (int)position, value.Length);
        }

        private static void Check(uint position, byte[] value)
        {
            if (Fails || position + value.Length > Size || position % 4 != 0 || value.Length % 4 != 0)
            {
                throw new System.ArgumentException("not whole registers");
            }
        }
    }
}
