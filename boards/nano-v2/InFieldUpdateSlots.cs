using System;
using nanoFramework.Runtime.InFieldUpdate;
using Sidetap.Hal;

namespace Sidetap.Boards.NanoV2
{
    /// <summary>The slots of nanoFramework v2: <c>UpdateManager</c> of nanoFramework.Runtime.InFieldUpdate over MCUboot, for the image with the application.</summary>
    /// <remarks>
    /// Names and signatures are those of the public repository nanoframework/nanoFramework.Runtime.InFieldUpdate (docs/update-sessions.md, docs/confirm-and-revert.md). UpdateManager has no
    /// verb that reads a slot, so <see cref="Read"/> and <see cref="ReadRunning"/> have nothing to give: the SHA-256 of what has arrived is checked by Complete, the signature by
    /// MCUboot when it starts. Nor does it tell after a restart what is arriving, or that an image was taken back: <see cref="Resume"/> finds out by the header. It has not run on a board.
    /// </remarks>
    public sealed class InFieldUpdateSlots : IUpdateSlots
    {
        private const int HeaderOctets = 32;

        private readonly byte[] _expected = new byte[HeaderOctets];
        private UpdateSession _session;
        private int _buffered; // octets of the header that are here and not stored: the first chunk has to have all of it

        /// <summary>Makes it and asks what there is.</summary>
        /// <param name="capacity">Octets of the longest image: what the target's secondary slot has. A longer one than that is refused by Start.</param>
        public InFieldUpdateSlots(int capacity)
        {
            Capacity = capacity;
            State = StateNow();
        }

        /// <inheritdoc/>
        public byte[] Header { get; } = new byte[HeaderOctets];

        /// <inheritdoc/>
        public int Capacity { get; }

        /// <summary>True: Complete looks at the SHA-256, MCUboot at the signature and at the security counter.</summary>
        public bool VerifiesItself
        {
            get { return true; }
        }

        /// <summary>How far the second image is. After a restart <see cref="UpdateSlotState.None"/> also while one is arriving, and after one was taken back.</summary>
        public UpdateSlotState State { get; private set; }

        /// <inheritdoc/>
        public int TotalLength { get; private set; }

        /// <inheritdoc/>
        public int NextOffset
        {
            get { return _session == null ? 0 : _session.NextOffset + _buffered; }
        }

        /// <inheritdoc/>
        public bool Start(int totalLength, byte[] header)
        {
            if (State == UpdateSlotState.Trial || totalLength < 1 || totalLength > Capacity)
            {
                return false;
            }

            try
            {
                UpdateSession session;
                UpdateSessionResult result = UpdateManager.StartUpdateSession(ImageType.Deployment, totalLength, out session);
                return result == UpdateSessionResult.Success && Keep(session, totalLength, header);
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public bool Resume(int totalLength, byte[] header)
        {
            if (State == UpdateSlotState.Trial || State == UpdateSlotState.Staged || totalLength < 1 || totalLength > Capacity)
            {
                return false;
            }

            try
            {
                UpdateSession session;
                Array.Copy(header, 0, _expected, 0, HeaderOctets); // it takes an array of just these
                UpdateSessionResult result = UpdateManager.ResumeUpdateSession(ImageType.Deployment, totalLength, _expected, out session);
                return result == UpdateSessionResult.Success && Keep(session, totalLength, header);
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public bool Append(byte[] buffer, int offset, int count)
        {
            if (_session == null || count < 0 || count > TotalLength - NextOffset)
            {
                return false;
            }

            int taken = 0;
            if (_session.NextOffset == 0)
            {
                // The first 32 octets are the header's, which is here already: Start was given it.
                taken = HeaderOctets - _buffered < count ? HeaderOctets - _buffered : count;
                Array.Copy(buffer, offset, Header, _buffered, taken);
                _buffered += taken;
                if (_buffered < HeaderOctets)
                {
                    return true;
                }

                _buffered = 0;
                if (!Store(Header, 0, HeaderOctets))
                {
                    return false;
                }
            }

            return taken == count || Store(buffer, offset + taken, count - taken);
        }

        /// <summary>Can't be done: UpdateManager has no verb for it.</summary>
        /// <param name="position">Its octets to skip.</param>
        /// <param name="buffer">Receives nothing.</param>
        /// <param name="offset">Of no meaning.</param>
        /// <param name="capacity">Of no meaning.</param>
        /// <returns>-1.</returns>
        public int Read(int position, byte[] buffer, int offset, int capacity)
        {
            return -1;
        }

        /// <summary>Can't be done: UpdateManager has no verb for it.</summary>
        /// <param name="position">Its octets to skip.</param>
        /// <param name="buffer">Receives nothing.</param>
        /// <param name="offset">Of no meaning.</param>
        /// <param name="capacity">Of no meaning.</param>
        /// <returns>-1.</returns>
        public int ReadRunning(int position, byte[] buffer, int offset, int capacity)
        {
            return -1;
        }

        /// <summary>Has the second image tried with the next start. What is here is held against the SHA-256 of its TLVs first.</summary>
        /// <returns>False when it is not all here, it is not what its SHA-256 says, or the memory failed.</returns>
        public bool Complete()
        {
            if (_session == null || NextOffset != TotalLength)
            {
                return false;
            }

            try
            {
                UpdateSessionResult result = UpdateManager.CompleteUpdateSession(_session);
                if (result != UpdateSessionResult.Incomplete)
                {
                    _session = null; // closed, whatever else it says
                }

                if (result != UpdateSessionResult.Success)
                {
                    return false;
                }

                State = UpdateSlotState.Staged;
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public bool Abort(bool erase)
        {
            if (State == UpdateSlotState.Trial)
            {
                return false;
            }

            try
            {
                UpdateSession session = _session;
                bool isToErase = erase || State == UpdateSlotState.Staged; // one that is scheduled goes no other way
                _session = null;
                if (session != null)
                {
                    UpdateManager.AbortUpdateSession(session, false);
                }

                if (isToErase && UpdateManager.EraseSecondaryImage(ImageType.Deployment) != UpdateSessionResult.Success)
                {
                    return false;
                }
            }
            catch (Exception)
            {
                return false;
            }

            State = UpdateSlotState.None;
            TotalLength = 0;
            _buffered = 0;
            return true;
        }

        /// <inheritdoc/>
        public bool Confirm()
        {
            return EndTrial(true, UpdateSlotState.None);
        }

        /// <inheritdoc/>
        public bool Revert()
        {
            return EndTrial(false, UpdateSlotState.Reverted);
        }

        private static UpdateSlotState StateNow()
        {
            try
            {
                switch (UpdateManager.GetStatus(ImageType.Deployment))
                {
                    case UpdateStatus.Testing:
                        return UpdateSlotState.Trial;

                    case UpdateStatus.TestPending:
                    case UpdateStatus.PermanentPending:
                        return UpdateSlotState.Staged;

                    case UpdateStatus.RollbackPending:
                        return UpdateSlotState.Reverted;

                    default:
                        return UpdateSlotState.None;
                }
            }
            catch (Exception)
            {
                return UpdateSlotState.None;
            }
        }

        private bool EndTrial(bool isGood, UpdateSlotState next)
        {
            try
            {
                if (State != UpdateSlotState.Trial || !(isGood ? UpdateManager.ConfirmDeploymentImage() : UpdateManager.RequestDeploymentRevert()))
                {
                    return false;
                }
            }
            catch (Exception)
            {
                return false;
            }

            State = next;
            return true;
        }

        private bool Keep(UpdateSession session, int totalLength, byte[] header)
        {
            _session = session;
            _buffered = 0;
            TotalLength = totalLength;
            Array.Copy(header, 0, Header, 0, HeaderOctets);
            State = UpdateSlotState.Receiving;
            return true;
        }

        private bool Store(byte[] buffer, int offset, int count)
        {
            try
            {
                return UpdateManager.StoreImageChunk(_session, buffer, offset, count) == UpdateSessionResult.Success;
            }
            catch (Exception)
            {
                return false;
            }
        }
    }
}
