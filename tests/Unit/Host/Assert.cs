using System;
using MSTest = Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework
{
    /// <summary>The part of nanoFramework.TestFramework's Assert that the tests use, on MSTest's.</summary>
    public sealed class Assert
    {
        public static void AreEqual(bool expected, bool actual, string message = "") => MSTest.Assert.AreEqual(expected, actual, message);

        public static void AreEqual(int expected, int actual, string message = "") => MSTest.Assert.AreEqual(expected, actual, message);

        public static void AreEqual(uint expected, uint actual, string message = "") => MSTest.Assert.AreEqual(expected, actual, message);

        public static void AreEqual(long expected, long actual, string message = "") => MSTest.Assert.AreEqual(expected, actual, message);

        public static void AreEqual(ulong expected, ulong actual, string message = "") => MSTest.Assert.AreEqual(expected, actual, message);

        public static void AreEqual(float expected, float actual, string message = "") => MSTest.Assert.AreEqual(expected, actual, message);

        public static void AreEqual(double expected, double actual, string message = "") => MSTest.Assert.AreEqual(expected, actual, message);

        public static void AreEqual(string expected, string actual, string message = "") => MSTest.Assert.AreEqual(expected, actual, message);

        public static void AreNotEqual(int expected, int actual, string message = "") => MSTest.Assert.AreNotEqual(expected, actual, message);

        public static void AreNotEqual(string expected, string actual, string message = "") => MSTest.Assert.AreNotEqual(expected, actual, message);

        public static void IsTrue(bool condition, string message = "") => MSTest.Assert.IsTrue(condition, message);

        public static void IsFalse(bool condition, string message = "") => MSTest.Assert.IsFalse(condition, message);

        public static void IsNull(object value, string message = "") => MSTest.Assert.IsNull(value, message);

        public static void IsNotNull(object value, string message = "") => MSTest.Assert.IsNotNull(value, message);

        public static void AreSame(object expected, object actual, string message = "") => MSTest.Assert.AreSame(expected, actual, message);

        public static void ThrowsException(Type exceptionType, Action action, string message = "")
        {
            try
            {
                action();
            }
            catch (Exception e) when (e.GetType() == exceptionType)
            {
                return;
            }

            MSTest.Assert.Fail(exceptionType + " was expected. " + message);
        }
    }
}
