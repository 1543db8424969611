using System.Globalization;
using Sidetap.Update;

namespace Sidetap.Updates;

/// <summary>What people and programs call a state and an error of a box's update.</summary>
public static class UpdateErrors
{
    /// <summary>The name in output for programs: "wrongBoard"; "error99" for one that is not known.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The name.</returns>
    public static string NameOf(UpdateError error) => Enum.IsDefined(error) ? Camel($"{error}") : string.Create(CultureInfo.InvariantCulture, $"error{(int)error}");

    /// <summary>The name in output for programs: "receiving"; "state99" for one that is not known.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The name.</returns>
    public static string NameOf(UpdateState state) => Enum.IsDefined(state) ? Camel($"{state}") : string.Create(CultureInfo.InvariantCulture, $"state{(int)state}");

    /// <summary>What a person is told: what is wrong, and what to do.</summary>
    /// <param name="error">The error.</param>
    /// <returns>One line, without a full stop; empty for none.</returns>
    public static string Describe(UpdateError error) => error switch
    {
        UpdateError.None => "",
        UpdateError.NotAnOffer => "the offer arrived damaged, or is of a newer kind; offer it again, with the sidetap that belongs to the box's firmware",
        UpdateError.TooLong => "the image is longer than the box's slot; give the box more room for images, or make the image smaller",
        UpdateError.WrongBoard => "the image is for another board; offer the one that was signed for this board",
        UpdateError.OlderVersion => "the box runs a newer version; sign the image with a higher --version",
        UpdateError.SameVersion => "the box runs another image of the same version; sign the image with a higher --version",
        UpdateError.CounterTooLow => "the image's security counter is lower than the box's; sign it with a higher --security-counter",
        UpdateError.NotSigned => "the box does not know the key that has signed the image; compare the box's key for updates with the one that sidetap image keygen printed",
        UpdateError.FailedBefore => "the box has tried this image, and went back; build another one with a higher version",
        UpdateError.Busy => "the box is busy with another update or has just looked at an offer; it is offered again",
        UpdateError.BadMagic => "what was offered is no MCUboot image; make one with sidetap image sign",
        UpdateError.BadHeader => "the image's header is not one that a box can start; make the image with sidetap image sign",
        UpdateError.Truncated => "the image is shorter than its header says; make it again with sidetap image sign",
        UpdateError.Extended => "there are octets behind the image; make it again with sidetap image sign",
        UpdateError.BadTlv => "the image's TLVs can't be read, or one is missing; make it with sidetap image sign",
        UpdateError.WrongDigest => "what arrived is not what was sent, three times; look at the link and the box's flash",
        UpdateError.WrongSignature => "the signature is not one of this image; sign it again",
        UpdateError.OtherKey => "the image was signed with a key that the box does not know; sign it with the one in the box's settings",
        UpdateError.OtherImage => "another image arrived than was offered; make sure that only one update server runs",
        UpdateError.Dependency => "the image needs a later version of something on the box; update that first",
        UpdateError.Storage => "the box's memory for images has failed, or is full; restart the box, make the image smaller, or replace the box",
        UpdateError.SensorsSilent => "with the new version sensors were silent that answered before; the box went back to the version before; look at its drivers",
        UpdateError.NoGateway => "the new version did not reach gateway or broker; the box went back to the version before; look at its network code",
        UpdateError.NotAcknowledged => "nothing that the new version published was acknowledged; the box went back to the version before; look at its publishing",
        UpdateError.Restarted => "the new version restarted before it was confirmed; the box went back to the version before; read its log",
        UpdateError.Withdrawn => "the offer was withdrawn before the image was there; offer it again",
        _ => string.Create(CultureInfo.InvariantCulture, $"error {(int)error}, which this sidetap does not know; take the one that belongs to the box's firmware"),
    };

    internal static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
