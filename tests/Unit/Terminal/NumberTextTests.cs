using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    /// <summary>Numbers that people write and read.</summary>
    [TestClass]
    public class NumberTextTests
    {
        [TestMethod]
        public void A_number_has_the_decimals_that_it_needs()
        {
            Assert.AreEqual("0", Written(0, 7));
            Assert.AreEqual("0", Written(-1e-12, 7));
            Assert.AreEqual("1", Written(1, 7));
            Assert.AreEqual("0.1", Written(0.1f, 7));
            Assert.AreEqual("-12.5", Written(-12.5, 7));
            Assert.AreEqual("123456.8", Written(123456.78, 7));
            Assert.AreEqual("1234568", Written(1234567.8, 7));
            Assert.AreEqual("0.00012", Written(0.00012f, 7));
            Assert.AreEqual("100", Written(99.9999999, 7));
            Assert.AreEqual("3.141592654", Written(3.14159265358979, 10));
            Assert.AreEqual("NaN", Written(double.NaN, 7));
        }

        [TestMethod]
        public void A_great_number_has_one_digit_before_the_point()
        {
            Assert.AreEqual("999999999", Written(999999999, 10));
            Assert.AreEqual("1e9", Written(1e9, 7));
            Assert.AreEqual("1.5e9", Written(1.5e9, 7));
            Assert.AreEqual("-1.5e9", Written(-1.5e9, 7));
            Assert.AreEqual("1.234568e9", Written(1234567890.0, 7));
            Assert.AreEqual("1.23456789e9", Written(1234567890.0, 10));
            Assert.AreEqual("1e10", Written(9999999999.0, 7));
            Assert.AreEqual("9.999999e9", Written(9999999000.0, 7));
            Assert.AreEqual("2.5e30", Written(2.5e30, 10));
            Assert.AreEqual("1.5e9", Decimals(1.5e9, 1));
            Assert.AreEqual("1.50e9", Decimals(1.5e9, 2));
            Assert.AreEqual("-1.25e9", Decimals(-1.25e9, 2));
            Assert.AreEqual("1.0e10", Decimals(9.99e9, 1));
            Assert.AreEqual("1e10", Decimals(9.9e9, 0));
            Assert.AreEqual(1.5e9, Read(Written(1.5e9, 7)));
        }

        [TestMethod]
        public void Numbers_are_read_as_they_are_written()
        {
            Assert.AreEqual(12.5, Read("12.5"));
            Assert.AreEqual(-0.25, Read("-.25"));
            Assert.AreEqual(3.0, Read("+3."));
            Assert.AreEqual(0.1, Read("0.1"));
            Assert.AreEqual(1500.0, Read("1.5e3"));
            Assert.AreEqual(0.015, Read("15E-3"));
        }

        [TestMethod]
        public void What_is_no_number_is_not_read()
        {
            string[] wrong = new string[] { "", ".", "-", "1,5", "1.2.3", "1e", "1e+", "e5", "0x1", "1e100", "123456789012345678", "NaN", "1 " };
            for (int i = 0; i < wrong.Length; i++)
            {
                double number;
                byte[] octets = Encoding.UTF8.GetBytes(wrong[i]);
                Assert.IsFalse(NumberText.TryParse(octets, 0, octets.Length, out number), wrong[i]);
            }
        }

        private static double Read(string text)
        {
            double number;
            byte[] octets = Encoding.UTF8.GetBytes(text);
            Assert.IsTrue(NumberText.TryParse(octets, 0, octets.Length, out number), text);
            return number;
        }

        private static string Decimals(double number, int decimals)
        {
            Answer answer = new Answer();
            answer.Begin();
            answer.Decimal(number, decimals);
            return TextOf(answer);
        }

        private static string Written(double number, int digits)
        {
            Answer answer = new Answer();
            answer.Begin();
            NumberText.Write(answer, number, digits);
            return TextOf(answer);
        }

        private static string TextOf(Answer answer)
        {
            string text = "";
            for (int i = 0; i < answer.ChunkLength; i++)
            {
                text += ((char)answer.Octets[i]).ToString();
            }

            return text;
        }
    }
}
