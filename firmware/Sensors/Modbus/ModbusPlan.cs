using System;

namespace Sidetap.Sensors
{
    /// <summary>Merges the points of a device into as few requests as read nothing else: registers that follow each other or overlap.</summary>
    /// <remarks>A gap is not read over: many devices refuse a request that touches a register they don't have.</remarks>
    public static class ModbusPlan
    {
        /// <summary>Makes the requests and binds the points to them.</summary>
        /// <param name="device">The device.</param>
        /// <param name="points">Its points, in any order.</param>
        /// <returns>The requests.</returns>
        public static ModbusRequest[] Make(ModbusDevice device, ModbusPoint[] points)
        {
            ModbusPoint[] sorted = Sorted(points);
            ModbusRequest[] requests = new ModbusRequest[points.Length];
            int count = 0;
            int from = 0;
            while (from < sorted.Length)
            {
                int end;
                int behind = Extend(sorted, from, out end);
                ModbusRequest request = new ModbusRequest(device, sorted[from].Function, sorted[from].Register, end - sorted[from].Register);
                for (int i = from; i < behind; i++)
                {
                    sorted[i].BindTo(request);
                }

                requests[count++] = request;
                from = behind;
            }

            ModbusRequest[] result = new ModbusRequest[count];
            Array.Copy(requests, 0, result, 0, count);
            return result;
        }

        private static int Extend(ModbusPoint[] sorted, int from, out int end)
        {
            ModbusPoint first = sorted[from];
            int most = first.Function <= 2 ? ModbusRequest.MaxBits : ModbusRequest.MaxRegisters;
            end = first.Register + first.Width;
            int next = from + 1;
            while (next < sorted.Length && sorted[next].Function == first.Function && sorted[next].Register <= end)
            {
                int pointEnd = sorted[next].Register + sorted[next].Width;
                if (pointEnd - first.Register > most)
                {
                    break;
                }

                end = pointEnd > end ? pointEnd : end;
                next++;
            }

            return next;
        }

        private static ModbusPoint[] Sorted(ModbusPoint[] points)
        {
            ModbusPoint[] sorted = new ModbusPoint[points.Length];
            for (int i = 0; i < points.Length; i++)
            {
                int place = i;
                while (place > 0 && IsBefore(points[i], sorted[place - 1]))
                {
                    sorted[place] = sorted[place - 1];
                    place--;
                }

                sorted[place] = points[i];
            }

            return sorted;
        }

        private static bool IsBefore(ModbusPoint point, ModbusPoint other)
        {
            return point.Function != other.Function ? point.Function < other.Function : point.Register < other.Register;
        }
    }
}
