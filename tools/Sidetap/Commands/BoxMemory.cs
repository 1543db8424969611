using System.Globalization;
using System.Text;
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Outbox;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap box --memory</c>: what a box with default settings takes in RAM, and what its flash stands.</summary>
internal static class BoxMemory
{
    /// <summary>Prints it.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="json">Whether as JSON.</param>
    public static void Print(CliContext context, bool json)
    {
        MemoryReport memory = DefaultNode().Memory;
        FlashBudget flash = new();
        if (json)
        {
            context.Output.WriteLine(Json(memory, flash));
            return;
        }

        Table table = new Table().Border(TableBorder.None).AddColumn("buffers of a default box").AddColumn(new TableColumn("octets").RightAligned());
        for (int i = 0; i < memory.Names.Length; i++)
        {
            table.AddRow(PlainText.Markup(memory.Names[i]), Number(memory.Octets[i]));
        }

        table.AddRow("[bold]total[/]", $"[bold]{Number(memory.Total)}[/]");
        context.Console.Write(table);
        context.Console.WriteLine();
        context.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"flash: {FlashBudget.PagesIn(flash.AreaOctets)} pages of {flash.PageOctets} octets in an area of {flash.AreaOctets / 1024} KB, {flash.HoursStored:0.0} h without a gateway at {flash.FramesASecond:0.#} message a second, {flash.HoursStored * 6:0} min at ten;"));
        context.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"it lasts {flash.Years:0} years when that is {flash.OfflineShare:0 %} of the time and a block stands {flash.CyclesABlock:0} erases"));
    }

    private static string Json(MemoryReport memory, FlashBudget flash) => JsonText.Line(line =>
    {
        line.WriteStartArray("buffers");
        for (int i = 0; i < memory.Names.Length; i++)
        {
            line.WriteStartObject();
            line.WriteString("name", memory.Names[i]);
            line.WriteNumber("octets", memory.Octets[i]);
            line.WriteEndObject();
        }

        line.WriteEndArray();
        line.WriteNumber("total", memory.Total);
        line.WriteStartObject("flash");
        line.WriteNumber("pages", FlashBudget.PagesIn(flash.AreaOctets));
        line.WriteNumber("pageOctets", flash.PageOctets);
        line.WriteNumber("areaOctets", flash.AreaOctets);
        line.WriteNumber("messagesASecond", flash.FramesASecond);
        line.WriteNumber("offlineShare", flash.OfflineShare);
        line.WriteNumber("hoursStored", Math.Round(flash.HoursStored, 2));
        line.WriteNumber("erasesAYear", Math.Round(flash.ErasesAYear));
        line.WriteNumber("years", Math.Round(flash.Years, 1));
        line.WriteEndObject();
    });

    private static string Number(int octets) => octets.ToString(CultureInfo.InvariantCulture);

    private static Node DefaultNode()
    {
        NodeSettings settings = new();
        settings.Client.ClientId = Encoding.UTF8.GetBytes("sidetap");
        SimulatedMill mill = new(new HostClock(null));
        return new Node(settings, BuiltInProfile.Create(), new HostSystem("sidetap"), new NoLink(), mill.Inputs, new MemoryFileArea());
    }

    /// <summary>A link of a box that is not going to be started.</summary>
    private sealed class NoLink : IDatagramLink
    {
        public int MaxDatagramLength => 1024;

        public bool IsUp => false;

        public bool Send(byte[] buffer, int offset, int length, LinkAddress to) => false;

        public bool Broadcast(byte[] buffer, int offset, int length, int radius) => false;

        public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from) => -1;
    }
}
