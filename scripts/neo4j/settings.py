"""What a server for tests is started with: small, closed to everybody else, quick to come up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

ENTRY = "org.neo4j.server.Neo4jCommunity"
ENTRY_BEFORE_2025 = "org.neo4j.server.CommunityEntryPoint"
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
ALWAYS = {
    "server.default_listen_address": "127.0.0.1",
    "server.bolt.enabled": "true",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.security.auth_enabled": "true",
    # Unset, LOAD CSV would read any file of the machine.
    "server.directories.import": "import",
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "dbms.usage_report.enabled": "false",
    "client.allow_telemetry": "false",
    "server.bolt.telemetry.enabled": "false",
    "server.memory.pagecache.size": "64m",
    "dbms.memory.transaction.total.max": "256m",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.size": "16m",
    "db.tx_log.rotation.retention_policy": "keep_none",
    "db.lock.acquisition.timeout": "15s",
}


def write_settings(home: Path, port: int, given: Mapping[str, str]) -> None:
    """neo4j.conf below ``home``; what is given wins."""
    lines = {
        **ALWAYS,
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        # A routing table names this address: another one would lead clients astray.
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        **given,
    }
    text = "".join(f"{name}={value}\n" for name, value in lines.items())
    (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")


# A server that lives for seconds gains nothing from the second compiler, which costs a third of its time.
# For benchmarks give none of these.
SHORT_LIVED = ("-XX:TieredStopAtLevel=1",)


def command_of(java: Path, jars: Path, home: Path, options: Sequence[str]) -> list[str]:
    """The command that starts the server whose jars these are."""
    is_before_2025 = any(jars.glob("neo4j-[45].*.jar"))
    return [
        str(java),
        "-XX:+UseSerialGC",
        "-XX:-OmitStackTraceInFastThrow",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Djdk.nio.maxCachedBufferSize=1024",
        "-Dlog4j2.disable.jmx=true",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        *options,
        *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        str(jars / "*"),
        ENTRY_BEFORE_2025 if is_before_2025 else ENTRY,
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
        "--console-mode",
    ]
