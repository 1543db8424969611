using System;

namespace Sidetap.Tests.Analysis
{
    /// <summary>Numbers as if at random, the same ones on every run and every platform.</summary>
    internal sealed class Noise
    {
        private uint _state;

        public Noise(uint seed)
        {
            _state = (seed * 2654435761u) + 12345u;
            Uniform();
        }

        /// <summary>0 up to, but not including, 1: all values alike.</summary>
        public double Uniform()
        {
            _state = (_state * 1664525u) + 1013904223u;
            return (_state >> 8) / 16777216.0;
        }

        /// <summary>0 up to, but not including, a number.</summary>
        public int Below(int end)
        {
            return (int)(Uniform() * end);
        }

        /// <summary>A normal distribution of mean 0 and deviation 1 (Box and Muller).</summary>
        public double Normal()
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
            return radius * Math.Cos(2 * Math.PI * Uniform());
        }
    }
}
