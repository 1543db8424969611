using System.Reflection;
using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>StatusCodes are called by their names, as far as a box can send them.</summary>
[TestClass]
public sealed class StatusCodeNamesTests
{
    private const uint Info = 0xFFFF;

    [TestMethod]
    public void Every_code_of_the_firmware_has_its_name()
    {
        (string Name, uint Code)[] codes = [.. typeof(StatusCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (field.Name, (uint)field.GetRawConstantValue()!)).Where(one => (one.Item2 & Info) == 0)];
        Assert.IsGreaterThan(10, codes.Length);
        foreach ((string name, uint code) in codes)
        {
            Assert.AreEqual(name, StatusCodeNames.Of(code));
        }
    }

    [TestMethod]
    [DataRow(0x80AB0000u, "Bad (0x80AB0000)")]
    [DataRow(0x40FF0000u, "Uncertain (0x40FF0000)")]
    [DataRow(0x808C0500u, "BadSensorFailure (0x808C0500)")]
    public void What_has_none_is_a_number(uint code, string expected) => Assert.AreEqual(expected, StatusCodeNames.Of(code));
}
