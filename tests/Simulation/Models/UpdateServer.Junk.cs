using Sidetap.Images;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Updates;

namespace Sidetap.Simulation.Models;

/// <content>What the server says that is not so.</content>
internal sealed partial class UpdateServer
{
    // Versions of junk: newer than every release, and older than the box's first.
    private static readonly ImageVersion Newer = new(9, 0, 0);
    private static readonly ImageVersion Older = new(0, 9, 0);

    private void SayJunk()
    {
        if (_isAway)
        {
            return;
        }

        var topic = _random.Below(3) == 0 ? ServerTopic.RetainedOffer : ServerTopic.Offer;
        _world.Fault(FaultKind.JunkOffer);
        switch (_random.Below(10))
        {
            case 0: // nobody's
                Junk(topic, Make(Newer, 1, isOwners: false), isForBox: false, null);
                break;
            case 1: // for another board, and says so
                Junk(topic, Make(Newer, 2, SignedImages.OtherBoard), isForBox: false, null);
                break;
            case 2: // for another board, and says that it is for this one
                var other = Make(Newer, 3, SignedImages.OtherBoard);
                Junk(topic, other, isForBox: true, other.OfferAs(SignedImages.Board, 0));
                break;
            case 3: // older than anything
                Junk(topic, Make(Older, 4), isForBox: false, null);
                break;
            case 4 when Release is { Number: > 1 } release: // the one before
                Junk(topic, _plan.Releases[release.Number - 2].Image(0), isForBox: true, null);
                break;
            case 5: // longer than the slot
                var good = Make(Newer, 5);
                Junk(topic, good, isForBox: false, good.OfferAs(SignedImages.Board, 0, length: SignedImages.Capacity + 1 + _random.Below(1000000)));
                break;
            case 6: // with a bit changed behind its check sum, or before
                var offer = (Image ?? Make(Newer, 6)).Offer.AsSpan().ToArray();
                offer[_random.Below(offer.Length)] ^= (byte)(1 << _random.Below(8));
                Say(topic, offer);
                break;
            case 7: // the owner's digest, and an image that somebody else has signed
                var forged = Make(Newer, 7);
                _served[forged.Session] = new ServedImage(forged, forged.WithSignature(Make(Newer, 7, isOwners: false).Signature), true);
                Say(topic, forged.Offer);
                break;
            case 8: // blocks that are not the image's
                _tampered += _random.Between(1, 20);
                break;
            default:
                Say(ServerTopic.RetainedOffer, []); // withdrawn
                break;
        }
    }

    private void Junk(ServerTopic topic, SimulatedImage image, bool isForBox, byte[]? offer)
    {
        Put(image, isForBox);
        Say(topic, offer ?? image.Offer);
    }

    private static SimulatedImage Make(ImageVersion version, int revision, string board = SignedImages.Board, bool isOwners = true) =>
        SignedImages.Of(new ImageRecipe(version with { Revision = (ushort)revision }, 0, 1500, board, ImageFate.Good, isOwners));
}
