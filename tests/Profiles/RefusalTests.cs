namespace Sidetap.Profiles.Tests;

/// <summary>A profile with something wrong is refused, with line and column and what to do.</summary>
[TestClass]
public sealed class RefusalTests
{
    [TestMethod]
    public void TheSoundOneIsSound()
    {
        ProfileDocument document = ProfileFile.Parse(TestProfiles.Sound, "press.json");
        Assert.IsEmpty(document.Problems, string.Join('\n', document.Problems));
    }

    [TestMethod]
    // What the schema finds.
    [DataRow("\"category\": \"Press\",", "", "the profile has no \"category\"; add it")]
    [DataRow("\"channel\": 0 },\n    { \"name\": \"Pressure\"", "\"channel\": @64 },\n    { \"name\": \"Pressure\"", "\"channel\" is out of range; take 0..63")]
    [DataRow("\"type\": \"analog\", \"channel\": 0", "\"type\": \"analog\", \"channel\": @\"0\"", "\"channel\" is not a whole number; write one")]
    [DataRow("\"type\": \"analog\", \"channel\": 0", "\"type\": \"analog\", @\"chanel\": 0, \"channel\": 0", "\"chanel\" is not known here; write \"channel\" or remove it")]
    [DataRow("{ \"name\": \"Loop\", \"type\": \"analog\", \"channel\": 0", "@{ \"name\": \"Loop\", \"type\": \"analog\"", "sources[0] has no \"channel\"; add it")]
    [DataRow("\"type\": \"analog\"", "\"type\": @\"anolog\"", "\"anolog\" is no kind of source; did you mean \"analog\"?")]
    [DataRow("{ \"name\": \"Loop\", \"type\": \"analog\"", "@{ \"name\": \"Loop\"", "sources[0] has no \"type\"; take one of constant, ")]
    [DataRow("\"type\": \"Float\"", "\"type\": @\"Flaot\"", "\"Flaot\" is not known here; did you mean \"Float\"?")]
    [DataRow("\"deadband\": 0.5", "\"deadband\": @-0.5", "\"deadband\" is out of range; take 0 or more")]
    [DataRow("\"severity\": 700", "\"severity\": @1001", "\"severity\" is out of range; take 1..1000")]
    [DataRow("\"kind\": \"limit\"", "\"kind\": @\"limits\"", "\"limits\" is not known here; did you mean \"limit\"?")]
    [DataRow("\"node\": \"machinery:1002\"", "\"node\": @\"1002\"", "\"node\" has not the right form; it is the node it stands for: alias:number")]
    [DataRow("\"range\": [0, 250]", "\"range\": @[0]", "\"range\" has too few items; take 2")]
    [DataRow("\"source\": \"Pressure\"", "\"source\": @1", "\"source\" is not what it can be: ")]
    [DataRow("\"BAR\"", "@\"BRA\"", "\"BRA\" is not among the 109 UNECE codes known here; correct it, or write {\"code\": \"BRA\"")]
    [DataRow("\"BAR\"", "@{ \"code\": \"BAR\" }", "\"unit\" has no \"displayName\"; add it")]
    // What JSON itself forbids.
    [DataRow("\"name\": \"Press\",", "\"name\": \"Press\", @\"name\": \"Press\",", "\"name\" is there twice; remove one of them")]
    [DataRow("\"channel\": 0 },\n    { \"name\": \"Pressure\"", "\"channel\": 0,@, },\n    { \"name\": \"Pressure\"", "no JSON: ")]
    [DataRow("\"high\": 250", "\"high\": @1e999", "the number is greater than a double can be")]
    [DataRow("\"category\": \"Press\",", "\"category\": @\"Pr\\ud800ss\",", "the text has half a character, \\uD800 to \\uDFFF without its other half; ")]
    // A box takes no control characters, and XML neither.
    [DataRow("\"category\": \"Press\",", "\"category\": @\"Two\\nlines\",", "the text has the control character U+000A, which no box takes; leave it out")]
    [DataRow("\"Off\", \"On\"", "\"Off\", @\"O\\tn\"", "the text has the control character U+0009, ")]
    [DataRow("\"severity\": 700", "\"severity\": 700, \"cause\": @\"Too\\rhigh\"", "the text has the control character U+000D, ")]
    [DataRow("UA/Machinery/\" }", "UA/Machinery/\" }, \"description\": @\"\\u0000\"", "the text has the control character U+0000, ")]
    [DataRow("\"deadband\": 0.5", "\"deadband\": 0.5, \"description\": @\"\\u007f\"", "the text has the control character U+007F, ")]
    [DataRow("\"BAR\"", "{ \"code\": \"BAR\", \"displayName\": @\"\\u0001\", \"description\": \"\" }", "the text has the control character U+0001, ")]
    [DataRow("\"http://opcfoundation.org/UA/Machinery/\"", "@\"http://opcfoundation.org/UA/Mach\\ninery/\"", "the text has the control character U+000A, ")]
    [DataRow("\"name\": \"Part\"", "\"name\": @\"Part\\ufffe\"", "the text has the control character U+FFFE, ")]
    // Names with a blank or a point in them have errors like others.
    [DataRow("\"State\": [\"Off\", \"On\"]", "\"State\": [\"Off\", \"On\"], \"Other one.\": [\"Off\", @1]", "enumerations.Other one.[1] is not a text; ")]
    // What only the whole tells.
    [DataRow("\"name\": \"Press\",", "\"name\": @\"Press/1\",", "\"name\" can't be a level of a topic; leave out '/', '+', '#'")]
    [DataRow("\"major\": \"2026-01-01T00:00:00Z\"", "\"major\": @\"2026-13-01T00:00:00Z\"", "\"major\" is no time that a version can have; write it like 2026-11-24T00:00:00Z")]
    [DataRow("\"category\": \"Press\",", "\"category\": \"Press\", \"keepAliveTime\": @50,", "\"keepAliveTime\" is shorter than the 100 ms from sample to sample; ")]
    [DataRow("00:00Z\" }", "00:00Z\", \"minor\": @\"2025-12-31T23:59:59Z\" }", "\"minor\" is before \"major\"; ")]
    [DataRow("\"http://opcfoundation.org/UA/Machinery/\"", "@\"Machinery\"", "\"Machinery\" is no URI; ")]
    [DataRow("\"Off\", \"On\"", "\"Off\", @\"Off\"", "\"Off\" is in \"State\" twice; ")]
    [DataRow("\"input\": \"Loop\"", "\"input\": @\"Lop\"", "there is no source \"Lop\"; did you mean \"Loop\"?")]
    [DataRow("\"input\": \"Loop\"", "\"input\": @\"Elsewhere\"", "there is no source \"Elsewhere\"; add it to \"sources\", or correct the name")]
    [DataRow("\"input\": \"Loop\"", "\"input\": @\"Loop.Rms\"", "source \"Loop\" (analog) has no output \"Rms\"; it has Value")]
    [DataRow("\"input\": \"Loop\"", "\"input\": @\"Door\"", "source \"Door\" comes later; move it before \"Pressure\", which reads it")]
    [DataRow("\"input\": \"Loop\"", "\"input\": @\"Pressure\"", "source \"Pressure\" reads itself; name an earlier source")]
    [DataRow("{ \"name\": \"Pressure\", \"type\": \"currentLoop\", \"input\": \"Loop\", \"low\": 0", "@{ \"name\": \"Pressure\", \"type\": \"currentLoop\", \"input\": \"Loop\", \"low\": 250", "source \"Pressure\" (currentLoop): \"low\" and \"high\" are the same; ")]
    [DataRow("\"name\": \"Door\", \"type\": \"digital\"", "\"name\": @\"Loop\", \"type\": \"digital\"", "there is a source \"Loop\" already; give this one another name")]
    [DataRow("\"name\": \"Part\"", "\"name\": @\"Door\"", "there is a field \"Door\" already; give this one another name")]
    [DataRow("\"type\": \"String\", \"source\": \"Tags\"", "\"type\": @\"String\", \"source\": \"Loop\"", "the signal is a number, and the type String; take a type of number")]
    [DataRow("\"type\": \"Byte\", \"source\": \"Door\"", "\"type\": @\"Byte\", \"source\": \"Tags\"", "the signal is a text; take the type String with a \"maxLength\"")]
    [DataRow("{ \"name\": \"Part\", \"type\": \"String\", \"source\": \"Tags\", \"maxLength\": 16", "@{ \"name\": \"Part\", \"type\": \"String\", \"source\": \"Tags\"", "a String has no \"maxLength\"; give the octets of the longest one, 1..255")]
    [DataRow("\"type\": \"Byte\", \"source\": \"Door\", \"enumeration\": \"State\"", "\"type\": \"Float\", \"source\": \"Door\", \"enumeration\": @\"State\"", "an enumeration's values are whole numbers, and the type is Float; ")]
    [DataRow("\"enumeration\": \"State\"", "\"enumeration\": @\"Stat\"", "there is no enumeration \"Stat\"; did you mean \"State\"?")]
    [DataRow("\"machinery:1002\"", "@\"machines:1002\"", "there is no namespace \"machines\"; did you mean \"machinery\"?")]
    [DataRow("\"machinery:1002\"", "@\"di:1002\"", "there is no namespace \"di\"; add it to \"namespaces\" with its URI")]
    [DataRow("\"machinery:1002\"", "@\"machinery:4294967296\"", "4294967296 is no numeric identifier; take 0..4294967295")]
    [DataRow("\"range\": [0, 250]", "\"range\": @[250, 0]", "\"range\" does not rise; write the lower bound first")]
    [DataRow("\"type\": \"Float\", \"source\": \"Pressure\", \"unit\": \"BAR\", \"range\": [0, 250]", "\"type\": \"Byte\", \"source\": \"Pressure\", \"unit\": \"BAR\", \"range\": @[0, 256]", "\"range\" goes beyond what the type Byte holds (0..255); ")]
    [DataRow("\"maxLength\": 16", "\"maxLength\": 16, \"unit\": @\"C62\"", "\"unit\" makes no sense with the type String; remove it")]
    [DataRow("\"source\": \"Pressure\",", "\"source\": @\"Pressure\", \"length\": 5,", "behind \"Pressure\" there are 3 more signals, and \"length\" is 5; shorten it or add sources")]
    [DataRow("\"source\": \"Pressure\",", "\"source\": [\"Loop\", @\"Door\"],", "\"Door\" does not follow the signal before it; ")]
    [DataRow("\"deadband\": 0.5", "\"deadband\": 0.5, \"scaling\": @{ \"gain\": 0 }", "the gain is 0, so that nothing would come through; ")]
    [DataRow("\"field\": \"Pressure\"", "\"field\": @\"Presure\"", "there is no field \"Presure\"; did you mean \"Pressure\"?")]
    [DataRow("\"kind\": \"limit\", \"field\": \"Pressure\"", "\"kind\": \"state\", \"field\": @\"Pressure\"", "\"Pressure\" is of type Float; an event of this kind needs a state, a count or a text")]
    [DataRow("\"kind\": \"limit\", \"field\": \"Pressure\"", "\"kind\": \"tool\", \"field\": @\"Pressure\"", "\"Pressure\" is of type Float; an event of this kind needs a state, a count or a text")]
    public void SaysWhereAndWhy(string old, string changed, string expected)
    {
        string marked = TestProfiles.With(old, changed); // '@' stands before what is wrong; without one, all of it is
        int at = Math.Max(0, marked.IndexOf('@', StringComparison.Ordinal));
        int line = marked[..at].Count(c => c == '\n') + 1;
        int column = at - marked[..at].LastIndexOf('\n');
        ProfileDocument document = ProfileFile.Parse(marked.Replace("@", ""), "press.json");
        Assert.IsNull(document.Model);
        string start = $"press.json:{line}:{column}: {expected}";
        Assert.IsTrue(document.Errors.Any(problem => $"{problem}".StartsWith(start, StringComparison.Ordinal)), $"{start}\n{string.Join('\n', document.Problems)}");
    }

    [TestMethod]
    public void AToolIsNoArray()
    {
        string text = TestProfiles.Sound
            .Replace("\"type\": \"Float\", \"source\": \"Pressure\", \"unit\"", "\"type\": \"Byte\", \"length\": 2, \"source\": \"Pressure\", \"unit\"")
            .Replace("\"kind\": \"limit\"", "\"kind\": \"tool\"");
        ProfileProblem problem = ProfileFile.Parse(text, "press.json").Errors.Single(one => one.Line == 17);
        Assert.StartsWith("\"Pressure\" is of type Byte[2]; an event of this kind needs a state, a count or a text", problem.Message);
    }

    [TestMethod]
    public void ALimitEventNeedsLimits()
    {
        ProfileProblem problem = ProfileFile.Parse(TestProfiles.With("\"limits\": [0, 200], ", ""), "press.json").Errors.Single();
        Assert.AreEqual(17, problem.Line);
        Assert.StartsWith("\"Pressure\" has no \"limits\" that it could leave; ", problem.Message);
    }

    [TestMethod]
    public void AllErrorsAreToldInTheOrderOfTheFile()
    {
        string text = TestProfiles.Sound.Replace("\"channel\": 0", "\"channel\": -1").Replace("\"low\": 0", "\"low\": 250").Replace("\"BAR\"", "\"BARS\"").Replace("700", "0");
        Assert.AreEqual(2, TestProfiles.Sound.Split("\"channel\": 0").Length - 1);
        ProfileDocument document = ProfileFile.Parse(text, "press.json");
        CollectionAssert.AreEqual((int[])[6, 7, 8, 12, 17], document.Errors.Select(problem => problem.Line).ToArray(), string.Join('\n', document.Problems));
    }

    [TestMethod]
    public void ACycleIsNamedAsOne()
    {
        string text = TestProfiles.With(
            "{ \"name\": \"Loop\", \"type\": \"analog\", \"channel\": 0 }", "{ \"name\": \"Loop\", \"type\": \"linear\", \"input\": \"Pressure\" }");
        StringAssert.Contains($"{ProfileFile.Parse(text, "press.json").Errors.First()}", "sources \"Loop\" and \"Pressure\" read each other; ");
    }

    [TestMethod]
    public void WhatIsOfNoUseIsAWarning()
    {
        ProfileDocument document = ProfileFile.Parse(TestProfiles.With(", \"node\": \"machinery:1002\"", ""), "press.json");
        Assert.IsTrue(document.IsValid);
        Assert.AreEqual("press.json:3:32: warning: no field uses \"machinery\" of \"namespaces\"; it is left out", $"{document.Problems.Single()}");
        document = ProfileFile.Parse(TestProfiles.With("\"source\": \"Door\"", "\"source\": \"Loop\""), "press.json");
        Assert.Contains("nothing reads source \"Door\"", $"{document.Problems.Single()}");
    }

    [TestMethod]
    public void ColumnsCountCharactersNotOctets()
    {
        ProfileDocument document = ProfileFile.Parse(TestProfiles.With("\"name\": \"Loop\", \"type\": \"analog\"", "\"name\": \"Löp😀\", \"type\": \"analgo\""), "press.json");
        Assert.AreEqual((6, 32), (document.Errors.First().Line, document.Errors.First().Column), $"{document.Errors.First()}");
    }

    [TestMethod]
    public void ASerialPortIsOneReaders()
    {
        string text = TestProfiles.With("\"port\": 0 }", "\"port\": 0 },\n{ \"name\": \"More\", \"type\": \"tagReader\", \"port\": 0 }");
        Assert.IsTrue(ProfileFile.Parse(text, "press.json").Errors.Any(problem => problem.Message == "\"Tags\" uses serial port 0 already; take another port"));
    }
}
