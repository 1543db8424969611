#nullable enable

// The classes share nothing.
[assembly: Parallelize(Scope = ExecutionScope.ClassLevel, Workers = 2)]
