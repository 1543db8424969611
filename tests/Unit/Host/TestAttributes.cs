using System;
using System.Runtime.CompilerServices;
using MSTest = Microsoft.VisualStudio.TestTools.UnitTesting;

[assembly: MSTest.DoNotParallelize]

namespace nanoFramework.TestFramework
{
    /// <summary>Marks a class of tests.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class TestClassAttribute : MSTest.TestClassAttribute
    {
    }

    /// <summary>Marks a test.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class TestMethodAttribute : MSTest.TestMethodAttribute
    {
        /// <summary>Marks a test.</summary>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        public TestMethodAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = -1)
            : base(file, line)
        {
        }
    }

    /// <summary>One set of arguments of a test.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class DataRowAttribute : MSTest.DataRowAttribute
    {
        /// <summary>Gives the arguments.</summary>
        /// <param name="arguments">The arguments.</param>
        public DataRowAttribute(params object[] arguments)
            : base(arguments)
        {
        }
    }
}
