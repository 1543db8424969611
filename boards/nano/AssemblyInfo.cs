using System.Reflection;

[assembly: AssemblyTitle("Sidetap")]
[assembly: AssemblyProduct("Sidetap")]
[assembly: AssemblyCompany("Sidetap contributors")]
[assembly: AssemblyCopyright("Copyright (c) Sidetap contributors. MIT licence.")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
