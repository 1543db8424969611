using System;
using Sidetap.Hal;
using Sidetap.Settings;

namespace Sidetap.Update
{
    /// <summary>
    /// Two slots for images on a file area: one is in use, an update arrives in the other. <see cref="Choose"/> is for what starts the box: it says which slot to start, and
    /// tries a new image once.
    /// </summary>
    /// <remarks>What runs may be neither slot's: firmware that was flashed. Then an update arrives in the first. The record says what is in them (<see cref="SlotRecord"/>),
    /// and is saved after an image's files and never before.</remarks>
    public sealed class FileSlots : IUpdateSlots
    {
        /// <summary>What <see cref="Choose"/> answers where neither slot holds an image that can be started.</summary>
        public const int NoSlot = SlotRecord.Neither;

        private readonly SlotRecord _record;
        private readonly SlotFiles[] _slots;
        private int _durable; // octets that are in files
        private int _buffered;
        private bool _isOpen;

        /// <summary>Makes it and reads what there is.</summary>
        /// <param name="files">Where the slots are.</param>
        /// <param name="capacity">Octets of the longest image; both slots together take twice as many, and a block of 4,096 for every 4,092 of them.</param>
        /// <param name="startedSlot">What <see cref="Choose"/> has answered for this start.</param>
        public FileSlots(IFileArea files, int capacity, int startedSlot)
        {
            int most = SlotFiles.MostParts * SlotFiles.PartOctets;
            Capacity = capacity < most ? capacity : most;
            _slots = new SlotFiles[] { new SlotFiles(files, 0), new SlotFiles(files, 1) };
            _record = new SlotRecord(files);
            _record.Load();
            if (startedSlot == _record.Active)
            {
                // A trial that is over: whoever started the box could not save that.
                _record.State = _record.State == UpdateSlotState.Trial ? UpdateSlotState.Reverted : _record.State;
            }
            else if (_record.State != UpdateSlotState.Trial || startedSlot != _record.Other)
            {
                // The image in use was damaged; an update takes its place, or that of what ran before it. What had arrived for the other slot was never verified, or is not whole.
                bool wasGood = _record.State == UpdateSlotState.None || _record.State == UpdateSlotState.Reverted;
                _record.Lengths[_record.Other] = wasGood ? _record.Lengths[_record.Other] : 0;
                _record.Active = startedSlot;
                _record.State = UpdateSlotState.None;
            }
        }

        /// <inheritdoc/>
        public byte[] Header
        {
            get { return _record.Header; }
        }

        /// <inheritdoc/>
        public int Capacity { get; }

        /// <summary>False: the image is verified by who has put it here.</summary>
        public bool VerifiesItself
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public UpdateSlotState State
        {
            get { return _record.State; }
        }

        /// <inheritdoc/>
        public int TotalLength
        {
            get { return _record.State == UpdateSlotState.None ? 0 : _record.Lengths[_record.Other]; }
        }

        /// <inheritdoc/>
        public int NextOffset
        {
            get { return _durable + _buffered; }
        }

        /// <summary>
        /// Says which slot a start uses, and notes when a new image is tried: once. To be called once at every start, before anything else looks at the slots.
        /// </summary>
        /// <param name="files">Where the slots are.</param>
        /// <returns>0 or 1: the slot's image is whole; <see cref="NoSlot"/>: neither is, or what was flashed is to be started.</returns>
        public static int Choose(IFileArea files)
        {
            SlotRecord record = new SlotRecord(files);
            record.Load();
            if (record.State == UpdateSlotState.Trial)
            {
                record.Save(UpdateSlotState.Reverted); // where this fails, what runs is told by the answer
            }
            else if (record.State == UpdateSlotState.Staged && IsWhole(files, record, record.Other) && record.Save(UpdateSlotState.Trial))
            {
                return record.Other;
            }

            if (record.Active == SlotRecord.Neither || IsWhole(files, record, record.Active))
            {
                return record.Active;
            }

            // The image in use has been damaged since. What was in use before it, or was verified once, is better than nothing.
            bool wasGood = record.State == UpdateSlotState.None || record.State == UpdateSlotState.Reverted;
            return wasGood && IsWhole(files, record, record.Other) ? record.Other : NoSlot;
        }

        /// <summary>Reads an image that <see cref="Choose"/> has found whole.</summary>
        /// <param name="files">Where the slots are.</param>
        /// <param name="slot">0 or 1.</param>
        /// <param name="position">Its octets to skip.</param>
        /// <param name="buffer">Receives the octets.</param>
        /// <param name="offset">Index at which the first is put.</param>
        /// <param name="capacity">How many.</param>
        /// <returns>How many were read; -1 when it can't be read.</returns>
        public static int ReadSlot(IFileArea files, int slot, int position, byte[] buffer, int offset, int capacity)
        {
            SlotRecord record = new SlotRecord(files);
            record.Load();
            return new SlotFiles(files, slot).Read(position, record.Lengths[slot], buffer, offset, capacity);
        }

        /// <inheritdoc/>
        public bool Start(int totalLength, byte[] header)
        {
            if (_record.State == UpdateSlotState.Trial || totalLength < 1 || totalLength > Capacity)
            {
                return false;
            }

            // The files first: a record that tells of them is never newer than what they are.
            int other = _record.Other;
            Close();
            if (!_slots[other].Erase(Capacity))
            {
                return false;
            }

            Array.Copy(header, 0, _record.Header, 0, ImageHeader.Length);
            _record.Lengths[other] = totalLength;
            _record.Seeds[other] = SeedOf(header);
            _record.State = UpdateSlotState.Receiving;
            _isOpen = _record.Save();
            if (!_isOpen)
            {
                _record.Load();
            }

            return _isOpen;
        }

        /// <inheritdoc/>
        public bool Resume(int totalLength, byte[] header)
        {
            int other = _record.Other;
            bool isThere = _record.State == UpdateSlotState.Receiving || _record.State == UpdateSlotState.Reverted;
            if (!isThere || _record.Lengths[other] != totalLength || !ImageHeader.IsSame(_record.Header, 0, header, 0))
            {
                return false;
            }

            Close();
            if (_record.State == UpdateSlotState.Reverted && !_record.Save(UpdateSlotState.Receiving))
            {
                return false;
            }

            int parts = _slots[other].CountThere(totalLength, _record.Seeds[other]);
            _durable = parts == SlotFiles.PartsOf(totalLength) ? totalLength : parts * SlotFiles.PartOctets;
            _isOpen = true;
            return true;
        }

        /// <inheritdoc/>
        public bool Append(byte[] buffer, int offset, int count)
        {
            if (!_isOpen || count < 0 || count > TotalLength - NextOffset)
            {
                return false;
            }

            byte[] part = _slots[_record.Other].Part;
            int taken = 0;
            while (taken < count)
            {
                int room = SlotFiles.OctetsOf(_durable / SlotFiles.PartOctets, TotalLength) - _buffered;
                int next = count - taken < room ? count - taken : room;
                Array.Copy(buffer, offset + taken, part, _buffered, next);
                taken += next;
                _buffered += next;
                if (next == room && !WritePart())
                {
                    return false;
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public int Read(int position, byte[] buffer, int offset, int capacity)
        {
            return _isOpen && position >= 0 && position <= _durable ? _slots[_record.Other].Read(position, _durable, buffer, offset, capacity) : -1;
        }

        /// <inheritdoc/>
        public int ReadRunning(int position, byte[] buffer, int offset, int capacity)
        {
            int running = _record.State == UpdateSlotState.Trial ? _record.Other : _record.Active;
            return running == SlotRecord.Neither || position < 0 || position > _record.Lengths[running]
                ? -1
                : _slots[running].Read(position, _record.Lengths[running], buffer, offset, capacity);
        }

        /// <inheritdoc/>
        public bool Complete()
        {
            if (!_isOpen || _durable != TotalLength || !_record.Save(UpdateSlotState.Staged))
            {
                return false;
            }

            Close();
            return true;
        }

        /// <inheritdoc/>
        public bool Abort(bool erase)
        {
            if (_record.State == UpdateSlotState.Trial)
            {
                return false;
            }

            // What was given up is never started, not even in want of anything else.
            int length = _record.Lengths[_record.Other];
            _record.Lengths[_record.Other] = 0;
            if (!_record.Save(UpdateSlotState.None))
            {
                _record.Lengths[_record.Other] = length;
                return false;
            }

            Close();
            return !erase || _slots[_record.Other].Erase(Capacity);
        }

        /// <inheritdoc/>
        public bool Confirm()
        {
            if (_record.State != UpdateSlotState.Trial)
            {
                return false;
            }

            int before = _record.Active;
            _record.Active = _record.Other;
            if (_record.Save(UpdateSlotState.None))
            {
                return true;
            }

            _record.Active = before;
            return false;
        }

        /// <inheritdoc/>
        public bool Revert()
        {
            return _record.State == UpdateSlotState.Trial && _record.Save(UpdateSlotState.Reverted);
        }

        private static bool IsWhole(IFileArea files, SlotRecord record, int slot)
        {
            int length = record.Lengths[slot];
            return length > 0 && new SlotFiles(files, slot).CountWhole(length, record.Seeds[slot]) == SlotFiles.PartsOf(length);
        }

        private static uint SeedOf(byte[] header)
        {
            return Crc32.Of(header, 0, ImageHeader.Length);
        }

        private bool WritePart()
        {
            int count = _buffered;
            _buffered = 0;
            if (!_slots[_record.Other].Write(_durable / SlotFiles.PartOctets, count, _record.Seeds[_record.Other]))
            {
                return false;
            }

            _durable += count;
            return true;
        }

        private void Close()
        {
            _slots[_record.Other].Release();
            _durable = 0;
            _buffered = 0;
            _isOpen = false;
        }
    }
}
