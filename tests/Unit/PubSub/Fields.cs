using Sidetap.PubSub;

namespace Sidetap.Tests.PubSub
{
    /// <summary>Data sets as the tests need them.</summary>
    public static class Fields
    {
        /// <summary>So many Float fields, all Good, with the values 1.5, 2.5, 3.5…</summary>
        public static DataSet Floats(int count)
        {
            FieldMetaData[] fields = new FieldMetaData[count];
            for (int i = 0; i < count; i++)
            {
                fields[i] = new FieldMetaData("F", BuiltInType.Float);
            }

            DataSet dataSet = AllGood(new DataSet(fields));
            for (int i = 0; i < count; i++)
            {
                dataSet.SetFloat(i, i + 1.5f);
            }

            return dataSet;
        }

        /// <summary>Scalars of these types, none of them a String, all Good and 0.</summary>
        public static DataSet Scalars(BuiltInType[] types)
        {
            FieldMetaData[] fields = new FieldMetaData[types.Length];
            for (int i = 0; i < types.Length; i++)
            {
                fields[i] = new FieldMetaData("F", types[i]);
            }

            return AllGood(new DataSet(fields));
        }

        /// <summary>Makes every field Good.</summary>
        public static DataSet AllGood(DataSet dataSet)
        {
            for (int i = 0; i < dataSet.Count; i++)
            {
                dataSet.SetStatus(i, StatusCode.Good);
            }

            return dataSet;
        }

        /// <summary>Says which fields are due, one bit a field, and that the others are not.</summary>
        public static void SetDue(DataSet dataSet, int bits)
        {
            for (int i = 0; i < dataSet.Count; i++)
            {
                dataSet.SetDue(i, (bits & (1 << i)) != 0);
            }
        }
    }
}
