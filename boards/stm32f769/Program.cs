using Sidetap.Boards.Nano;
using Sidetap.Boards.Stm32f769;
using Sidetap.Update;

namespace Sidetap.Boards
{
    /// <summary>Where the application begins. The loader finds it by this name.</summary>
    public static class Program
    {
        /// <summary>The nanoCLR begins here where the application itself was flashed. Does not return.</summary>
        public static void Main()
        {
            BoxProgram.Run(new Stm32f769Board(), FileSlots.NoSlot);
        }

        /// <summary>The loader begins here (boards/loader), with an image from a slot. Does not return.</summary>
        /// <param name="slot">The slot, 0 or 1.</param>
        public static void Start(int slot)
        {
            BoxProgram.Run(new Stm32f769Board(), slot);
        }
    }
}
