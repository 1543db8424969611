using System.Runtime.CompilerServices;

// Between the device's assemblies the line is where an assembly can hold no more, not where a design ends: on the desktop all of firmware/ is one.
[assembly: InternalsVisibleTo("Sidetap.Firmware")]
[assembly: InternalsVisibleTo("Sidetap.Console")]
