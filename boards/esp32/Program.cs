using Sidetap.Boards.Nano;
using Sidetap.Boards.NanoEsp32;

namespace Sidetap.Boards.Esp32
{
    /// <summary>Where the nanoCLR begins.</summary>
    public static class Program
    {
        /// <summary>Runs the box; does not return.</summary>
        public static void Main()
        {
            BoxProgram.Run(new Esp32Board());
        }
    }
}
