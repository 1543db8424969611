using System;
using System.IO;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>A file area on a drive of nanoFramework: littlefs on I: of an ESP32, FAT on a card's D:.</summary>
    /// <remarks>
    /// A file is closed before a write counts: on ESP32 Flush does not commit, Close does. Each call allocates a stream and a path, so files are for
    /// what happens seldom. littlefs keeps the other files whole when the power goes during a write; FAT may lose more.
    /// </remarks>
    public sealed class NanoFileArea : IFileArea
    {
        private const int BlockOctets = 4096;
        private const int OverheadBlocks = 4; // littlefs itself: superblocks, the folder, one to write to

        private readonly string _root;
        private readonly string _drive;

        /// <summary>Makes an area; nothing is read yet.</summary>
        /// <param name="drive">The drive's letter and a colon, as "I:".</param>
        public NanoFileArea(string drive)
        {
            _drive = drive;
            _root = drive + "\\";
        }

        /// <summary>Whether the drive is there and can be read.</summary>
        public bool IsPresent
        {
            get
            {
                try
                {
                    return Directory.GetFiles(_root) != null;
                }
                catch (Exception)
                {
                    return false;
                }
            }
        }

        /// <summary>The drive's size in octets; 0 when it is not there.</summary>
        public int CapacityOctets
        {
            get
            {
                try
                {
                    long size = new DriveInfo(_drive).TotalSize;
                    return size > int.MaxValue ? int.MaxValue : (int)size;
                }
                catch (Exception)
                {
                    return 0;
                }
            }
        }

        /// <inheritdoc/>
        /// <remarks>An estimate: nanoFramework tells a drive's size and not what is free, so the files are counted, each in whole blocks.</remarks>
        public int FreeOctets
        {
            get
            {
                try
                {
                    long free = (long)CapacityOctets - (OverheadBlocks * BlockOctets);
                    string[] files = Directory.GetFiles(_root);
                    for (int i = 0; i < files.Length; i++)
                    {
                        long length = new FileInfo(files[i]).Length;
                        free -= (length + BlockOctets - 1) / BlockOctets * BlockOctets;
                    }

                    return free < 0 ? 0 : (int)free;
                }
                catch (Exception)
                {
                    return 0;
                }
            }
        }

        /// <inheritdoc/>
        public int Read(string name, int position, byte[] buffer, int offset, int capacity)
        {
            if (position < 0 || !FileName.IsAllowed(name))
            {
                return -1;
            }

            FileStream file = null;
            try
            {
                string path = _root + name;
                if (!File.Exists(path))
                {
                    return -1;
                }

                file = new FileStream(path, FileMode.Open, FileAccess.Read);
                int done = position < file.Length ? ReadAll(file, position, buffer, offset, capacity) : 0;
                file.Close();
                return done;
            }
            catch (Exception)
            {
                GiveUp(file);
                return -1;
            }
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] buffer, int offset, int length)
        {
            return Store(name, FileMode.Create, buffer, offset, length);
        }

        /// <inheritdoc/>
        public bool Append(string name, byte[] buffer, int offset, int length)
        {
            return Store(name, FileMode.Append, buffer, offset, length);
        }

        /// <inheritdoc/>
        public bool Delete(string name)
        {
            if (!FileName.IsAllowed(name))
            {
                return false;
            }

            try
            {
                string path = _root + name;
                if (File.Exists(path))
                {
                    File.Delete(path);
                }

                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public int Length(string name)
        {
            if (!FileName.IsAllowed(name))
            {
                return -1;
            }

            try
            {
                string path = _root + name;
                return File.Exists(path) ? (int)new FileInfo(path).Length : -1;
            }
            catch (Exception)
            {
                return -1;
            }
        }

        private static int ReadAll(FileStream file, int position, byte[] buffer, int offset, int capacity)
        {
            file.Position = position;
            int done = 0;
            while (done < capacity)
            {
                int count = file.Read(buffer, offset + done, capacity - done);
                if (count <= 0)
                {
                    break;
                }

                done += count;
            }

            return done;
        }

        private bool Store(string name, FileMode mode, byte[] buffer, int offset, int length)
        {
            if (!FileName.IsAllowed(name))
            {
                return false;
            }

            FileStream file = null;
            try
            {
                file = new FileStream(_root + name, mode, FileAccess.Write);
                if (length > 0)
                {
                    file.Write(buffer, offset, length);
                }

                file.Close();
                return true;
            }
            catch (Exception)
            {
                GiveUp(file);
                return false;
            }
        }

        /// <summary>Closes a file that failed: an open handle would keep it from ever being opened again.</summary>
        private static void GiveUp(FileStream file)
        {
            if (file == null)
            {
                return;
            }

            try
            {
                file.Close();
            }
            catch (Exception)
            {
                // It has failed already, and the caller says so.
            }
        }
    }
}
