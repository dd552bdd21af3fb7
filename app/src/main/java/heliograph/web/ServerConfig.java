package heliograph.web;

import java.time.Duration;
import java.util.List;

/// How the hub is reached.
///
/// @param host the address to listen on
/// @param port the port; 0 takes any free one
/// @param names host names beside `localhost` under which browsers reach this hub
/// @param heartbeat how long a stream may be silent
/// @param bodyTimeout how long a posted body may be silent
public record ServerConfig(
        String host, int port, List<String> names, Duration heartbeat, Duration bodyTimeout) {}
