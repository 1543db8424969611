#nullable enable
using Sidetap.Hal;

namespace Sidetap.Tests.Host;

/// <summary>A link and a gateway in one that allocate nothing once they are made: answers go into buffers that are there.</summary>
internal sealed class QuietGateway : IDatagramLink
{
    private const int Slots = 16;

    private readonly byte[][] _answers = [.. Enumerable.Range(0, Slots).Select(_ => new byte[8])];
    private int _head;
    private int _count;
    private int _lastTopicId;

    public LinkAddress Address { get; } = ScriptedLink.Address(1);

    /// <summary>Whether the network is there.</summary>
    public bool Up { get; set; } = true;

    /// <summary>Of so many PUBLISHes only the last is answered.</summary>
    public int AnswersEvery { get; set; } = 1;

    /// <summary>PUBLISHes that came, repetitions included.</summary>
    public int Publications { get; private set; }

    /// <summary>The longest frame that came, in octets.</summary>
    public int Longest { get; private set; }

    public int MaxDatagramLength => 1024;

    public bool IsUp => Up;

    public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
    {
        if (!Up)
        {
            return false;
        }

        Longest = Math.Max(Longest, length);
        var at = offset + (buffer[offset] == 1 ? 3 : 1);
        switch (buffer[at])
        {
            case 0x04: // CONNECT: CONNACK
                Put(3, 0x05);
                break;
            case 0x0A: // REGISTER: REGACK with the next id
                _lastTopicId++;
                var regAck = Put(7, 0x0B);
                regAck[2] = 0;
                regAck[3] = (byte)_lastTopicId;
                regAck[4] = buffer[at + 3];
                regAck[5] = buffer[at + 4];
                break;
            case 0x0C: // PUBLISH of QoS 1: PUBACK
                Publications++;
                if ((buffer[at + 1] & 0x60) == 0x20 && Publications % AnswersEvery == 0)
                {
                    Array.Copy(buffer, at + 2, Put(7, 0x0D), 2, 4);
                }

                break;
            case 0x16: // PINGREQ: PINGRESP
                Put(2, 0x17);
                break;
            case 0x18: // DISCONNECT: the same
                Put(2, 0x18);
                break;
        }

        return true;
    }

    public bool Broadcast(byte[] buffer, int offset, int length, int radius) => Up;

    public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        if (_count == 0)
        {
            return -1;
        }

        var answer = _answers[_head];
        _head = (_head + 1) % Slots;
        _count--;
        from.CopyFrom(Address);
        Array.Copy(answer, 0, buffer, offset, answer[0]);
        return answer[0];
    }

    private byte[] Put(byte length, byte type)
    {
        var answer = _answers[(_head + _count) % Slots];
        _count++;
        Array.Clear(answer);
        answer[0] = length;
        answer[1] = type;
        return answer;
    }
}
