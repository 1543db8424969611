namespace Sidetap.Settings
{
    /// <summary>The settings' ids: what they are known by in flash. An id is never used for another setting, not even when its own is gone.</summary>
    public static class SettingId
    {
#pragma warning disable CS1591 // the table says what each is
        public const int BoxId = 1;
        public const int ProfileSamplingInterval = 5;

        public const int UplinkKind = 10;

        public const int MqttSnGateway = 20;
        public const int MqttSnFallbacks = 21;
        public const int MqttSnKeepAlive = 22;
        public const int MqttSnCleanSession = 23;
        public const int MqttSnRetry = 24;
        public const int MqttSnRetries = 25;
        public const int MqttSnCongestionWait = 26;
        public const int MqttSnReconnect = 27;
        public const int MqttSnReconnectMax = 28;
        public const int MqttSnReturn = 29;
        public const int MqttSnMaxFrame = 30;
        public const int MqttSnWillTopic = 31;
        public const int MqttSnWillMessage = 32;
        public const int MqttSnWillQos = 33;
        public const int MqttSnWillRetain = 34;
        public const int MqttSnDiscover = 40;
        public const int MqttSnDiscoveryGroup = 41;
        public const int MqttSnSearchRadius = 42;
        public const int MqttSnSearchInterval = 43;
        public const int MqttSnSearchIntervalMax = 44;
        public const int MqttSnAnswersSearch = 45;
        public const int MqttSnAnswerDelay = 46;
        public const int MqttSnAdvertiseLoss = 47;
        public const int MqttSnNodeId = 50;
        public const int MqttSnForwarderRadius = 51;

        public const int MqttHost = 60;
        public const int MqttPort = 61;
        public const int MqttTls = 62;
        public const int MqttCaFile = 63;
        public const int MqttUser = 64;
        public const int MqttPassword = 65;
        public const int MqttKeepAlive = 66;
        public const int MqttCleanSession = 67;
        public const int MqttMaxMessage = 68;
        public const int MqttAckTimeout = 69;
        public const int MqttConnectTimeout = 70;
        public const int MqttReconnect = 71;
        public const int MqttReconnectMax = 72;

        public const int WifiSsid = 80;
        public const int WifiPassword = 81;

        public const int NetDhcp = 90;
        public const int NetAddress = 91;
        public const int NetMask = 92;
        public const int NetGateway = 93;
        public const int NetDns = 94;

        public const int TimeServer = 100;
        public const int TimeFallbackServer = 101;
        public const int TimeResync = 102;
        public const int TimeWait = 103;

        public const int PublishQos = 110;
        public const int PublishLayout = 111;
        public const int PublishTopicPrefix = 112;
        public const int PublishPublisherId = 113;
        public const int PublishDataTopicId = 114;
        public const int PublishMetaDataTopicId = 115;
        public const int PublishMetaDataInterval = 116;
        public const int PublishEvents = 117;
        public const int PublishEventTopicId = 118;
        public const int PublishEventMetaDataTopicId = 119;

        public const int OutboxPages = 130;
        public const int OutboxPageOctets = 131;
        public const int OutboxQueueOctets = 132;
        public const int OutboxSpillAfter = 133;
        public const int OutboxDrainInterval = 134;

        public const int PowerSleepSeconds = 150;
        public const int PowerDeepSleep = 151;

        public const int SupervisorAckTimeout = 160;
        public const int SupervisorStepTimeout = 161;
        public const int SupervisorNetworkTimeout = 162;
        public const int SupervisorLowMemory = 163;

        public const int ConsolePin = 180;
        public const int ConsoleLockAfter = 181;
        public const int ConsoleTrialTime = 182;

        public const int UpdateKey = 190;
        public const int UpdateNextKey = 191;
        public const int UpdateTrialTime = 192;
        public const int UpdateWindow = 193;
#pragma warning restore CS1591
    }
}
