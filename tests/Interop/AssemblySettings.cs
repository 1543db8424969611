// A test class waits for its helper process; the next one can use the other core meanwhile.
[assembly: Parallelize(Scope = ExecutionScope.ClassLevel, Workers = 2)]
