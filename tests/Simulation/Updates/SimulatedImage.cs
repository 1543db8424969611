using System.Text;
using Sidetap.Images;

namespace Sidetap.Simulation.Updates;

/// <summary>What an image is made from; the same recipe makes the same octets.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Counter">Its security counter.</param>
/// <param name="PayloadLength">Octets of its payload.</param>
/// <param name="Board">The board it is for.</param>
/// <param name="Fate">How it works.</param>
/// <param name="IsOwners">Whether the owner has signed it, or somebody else.</param>
internal readonly record struct ImageRecipe(ImageVersion Version, uint Counter, int PayloadLength, string Board, ImageFate Fate, bool IsOwners);

/// <summary>A signed image, and what an offer of it says: written from the formats' description, without a line of the firmware.</summary>
internal sealed class SimulatedImage
{
    private const int HeaderLength = 32;

    private SimulatedImage(ImageRecipe recipe, byte[] octets, byte[] digest, byte[] signature)
    {
        Recipe = recipe;
        Octets = octets;
        Digest = digest;
        Signature = signature;
        Session = OctetSum.Of(octets.AsSpan(0, HeaderLength));
        Offer = OfferOf(recipe.Board, recipe.Counter, octets.Length, digest, signature);
    }

    /// <summary>What it was made from.</summary>
    public ImageRecipe Recipe { get; }

    /// <summary>The whole image.</summary>
    public byte[] Octets { get; }

    /// <summary>Its SHA-256.</summary>
    public byte[] Digest { get; }

    /// <summary>The signature of the digest, DER.</summary>
    public byte[] Signature { get; }

    /// <summary>What asks and blocks call it.</summary>
    public uint Session { get; }

    /// <summary>An offer that says what is so.</summary>
    public byte[] Offer { get; }

    /// <summary>Makes an image.</summary>
    public static SimulatedImage Make(ImageRecipe recipe, ImageKey key)
    {
        var payload = new byte[recipe.PayloadLength];
        var state = ((ulong)recipe.PayloadLength << 32) | ((uint)recipe.Version.Minor << 16) | recipe.Version.Build;
        for (var i = 1; i < payload.Length; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            payload[i] = (byte)(state >> 56);
        }

        payload[0] = (byte)recipe.Fate;
        var octets = ImageSigner.Sign(payload, new SigningOptions { Version = recipe.Version, Board = recipe.Board, SecurityCounter = recipe.Counter }, key);
        if (!McubootImage.TryParse(octets, out var image, out var fault))
        {
            throw new InvalidOperationException($"An image that was made can't be read: {fault}.");
        }

        return new SimulatedImage(recipe, octets, ValueOf(image, TlvType.Sha256), ValueOf(image, TlvType.EcdsaSignature));
    }

    /// <summary>An offer of this image that says something else.</summary>
    public byte[] OfferAs(string board, uint counter, byte[]? signature = null, int? length = null) =>
        OfferOf(board, counter, length ?? Octets.Length, Digest, signature ?? Signature);

    /// <summary>The image with another signature behind it, which its digest does not cover.</summary>
    public byte[] WithSignature(byte[] signature)
    {
        var copy = Octets.AsSpan().ToArray();
        var at = copy.AsSpan().LastIndexOf(Signature);
        signature.AsSpan(0, Math.Min(signature.Length, Signature.Length)).CopyTo(copy.AsSpan(at));
        return copy;
    }

    private static byte[] ValueOf(McubootImage image, int type) => image.Tlvs.First(tlv => tlv.Type == type && !tlv.IsProtected).Value.ToArray();

    private byte[] OfferOf(string board, uint counter, int length, byte[] digest, byte[] signature)
    {
        byte[] offer =
        [
            .. "SUO"u8, 1, .. BitConverter.GetBytes(length), .. BitConverter.GetBytes(counter), .. Octets.AsSpan(0, HeaderLength), .. digest,
            (byte)board.Length, .. Encoding.ASCII.GetBytes(board), (byte)signature.Length, .. signature,
        ];
        return [.. offer, .. BitConverter.GetBytes(OctetSum.Of(offer))];
    }
}
