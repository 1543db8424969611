using System.Runtime.CompilerServices;

// As in Sidetap.Core: on the desktop all of firmware/ is one.
[assembly: InternalsVisibleTo("Sidetap.Console")]
