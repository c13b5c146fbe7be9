package dev.probity.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of several servers are worth a client's time. Kafka's own begins with one of them
 * by chance, and if that takes the connection and says nothing (a broker that hangs, a
 * balancer without one behind it) it stays with it, again and again, for its request
 * timeout. So each is asked which versions it speaks: whoever answers, or closes the
 * connection because it wants TLS first, is there.
 */
final class KafkaServers {

	// as Kafka reads it: [protocol://]host:port, an IPv6 address in brackets
	static final Pattern ADDRESS = Pattern.compile("(?:[\\w.%-]*://)?\\[?([\\w.%:-]+)]?:(\\d+)");

	private static final short API_VERSIONS = 18;

	private KafkaServers() {
	}

	/**
	 * Those that answer, or all if none does or there is no choice.
	 * @param servers the servers
	 * @param within how long it may take to ask all of them
	 */
	static List<String> worthAsking(List<String> servers, Duration within) {
		if (servers.size() < 2) {
			return servers;
		}
		Duration each = within.dividedBy(servers.size());
		List<String> answering = servers.stream().filter((server) -> answers(server, each)).toList();
		return answering.isEmpty() ? servers : answering;
	}

	private static boolean answers(String server, Duration within) {
		Matcher address = ADDRESS.matcher(server);
		if (!address.matches()) {
			// the client is to complain of it
			return true;
		}
		int wait = (int) Math.max(1, within.dividedBy(2).toMillis());
		try (Socket socket = new Socket(Proxy.NO_PROXY)) {
			socket.setSoTimeout(wait);
			socket.connect(new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))), wait);
			return answers(socket);
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

	private static boolean answers(Socket socket) throws IOException {
		try {
			socket.getOutputStream().write(question());
			socket.getInputStream().read();
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (SocketException ex) {
			// was reset, which is an answer
			return true;
		}
	}

	/**
	 * The first version of the request for versions, with a number and without a name.
	 */
	private static byte[] question() {
		return ByteBuffer.allocate(14)
			.putInt(10)
			.putShort(API_VERSIONS)
			.putShort((short) 0)
			.putInt(1)
			.putShort((short) -1)
			.array();
	}

}
