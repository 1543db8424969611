namespace Sidetap.Device.Bench
{
    /// <summary>All of them.</summary>
    public static class Scenarios
    {
        /// <summary>Makes the scenarios, ready to run.</summary>
        public static Scenario[] All()
        {
            return new Scenario[]
            {
                new KeyFrameScenario(),
                new PublishScenario(),
                new DecodeScenario(),
                new StepScenario("Node.Step between samples", StepScenario.NoSample),
                new StepScenario("Node.Step, a sample, nothing changed", 0),
                new StepScenario("two Node.Steps, 1 field sent", 1),
                new StepScenario("two Node.Steps, 12 fields sent", StepScenario.AllFields),
                new ConsoleScenario(),
                new FeaturesScenario(),
                new HashScenario(),
                new Sha256Scenario(),
                new EcdsaScenario(false),
                new EcdsaScenario(true),
            };
        }
    }
}
