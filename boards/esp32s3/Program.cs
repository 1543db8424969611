using Sidetap.Boards.Nano;

namespace Sidetap.Boards.Esp32s3
{
    /// <summary>Where the nanoCLR begins.</summary>
    public static class Program
    {
        /// <summary>Runs the box; does not return.</summary>
        public static void Main()
        {
            BoxProgram.Run(new Esp32s3Board());
        }
    }
}
