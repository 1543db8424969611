namespace Sidetap.Supervisor
{
    /// <summary>What a note is about, and what its number means.</summary>
    public enum NoteKind : byte
    {
        /// <summary>The box has started. Number: <see cref="Hal.StartCause"/>, and 256 times the <see cref="RestartReason"/> of the last restart where the firmware asked for
        /// it.</summary>
        Started = 1,

        /// <summary>The network is up.</summary>
        NetworkUp = 2,

        /// <summary>The network is down.</summary>
        NetworkDown = 3,

        /// <summary>Gateway or broker have accepted a connection. Number: how many that makes since the start.</summary>
        Connected = 4,

        /// <summary>Gateway or broker have refused one. Number: the return code.</summary>
        Refused = 5,

        /// <summary>The connection was lost, or nobody answers. Number: <see cref="MqttSn.ClientEvent"/>.</summary>
        Disconnected = 6,

        /// <summary>Messages were lost. Number: how many since the last note of them.</summary>
        MessagesLost = 7,

        /// <summary>The time is known.</summary>
        TimeKnown = 8,

        /// <summary>More or fewer fields than before are not Good. Number: how many are not.</summary>
        Faults = 9,

        /// <summary>Settings were saved.</summary>
        SettingsSaved = 10,

        /// <summary>Settings are on trial. Number: for how many seconds.</summary>
        TrialBegun = 11,

        /// <summary>The settings on trial were confirmed.</summary>
        TrialConfirmed = 12,

        /// <summary>The settings on trial were not confirmed: the ones before are back.</summary>
        RolledBack = 13,

        /// <summary>A profile was stored for the next start.</summary>
        ProfileStored = 14,

        /// <summary>The built-in profile takes the place of the stored one with the next start.</summary>
        ProfileReset = 15,

        /// <summary>Somebody has entered a wrong PIN.</summary>
        WrongPin = 16,

        /// <summary>A signal has a correction now. Number: the signal.</summary>
        Calibrated = 17,

        /// <summary>A signal has no correction any more. Number: the signal.</summary>
        CalibrationCleared = 18,

        /// <summary>Corrections of another profile are not in force. Number: how many.</summary>
        CalibrationDropped = 19,

        /// <summary>An update goes on. Number: <see cref="Update.UpdateState"/>.</summary>
        UpdateState = 20,

        /// <summary>An update was refused or has failed. Number: <see cref="Update.UpdateError"/>.</summary>
        UpdateFailed = 21,

        /// <summary>The firmware on trial was confirmed.</summary>
        UpdateConfirmed = 22,
    }
}
