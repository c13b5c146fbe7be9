package dev.probity.inquiry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

import dev.probity.probe.ProbeStatus;
import dev.probity.traffic.SelfRequest;
import dev.probity.traffic.SelfRequest.Progress;
import dev.probity.traffic.SelfRequests;
import dev.probity.traffic.TrustingTls;
import dev.probity.web.ProbeAnswer;

/**
 * Asks the paths of one port of this process over the network, as a stranger would, and
 * finds out whether it is Probity that answers. The port may speak TLS although nobody
 * has said so in the configuration, and the other way round. Not thread-safe.
 */
final class SelfInquiry {

	/** What this process is told by itself. */
	static final ProbeAnswer ANSWER = ProbeAnswer.brief(ProbeStatus.OUT_OF_SERVICE);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final int BAD_REQUEST = 400;

	private final SelfRequests requests;

	private final int port;

	private List<InetAddress> addresses;

	private Scheme scheme;

	/**
	 * Ask a port.
	 * @param requests tell the requests of this process from those of others
	 * @param addresses those at which it may listen, likeliest first
	 * @param port the port
	 * @param scheme what it speaks, as far as its configuration says
	 */
	public SelfInquiry(SelfRequests requests, List<InetAddress> addresses, int port, Scheme scheme) {
		this.requests = requests;
		this.addresses = List.copyOf(addresses);
		this.port = port;
		this.scheme = scheme;
	}

	/**
	 * Ask once.
	 * @param path the whole path
	 * @return who answers
	 */
	public SelfFinding ask(String path) {
		for (InetAddress address : this.addresses) {
			Socket connection;
			try {
				connection = connect(address);
			}
			catch (IOException ex) {
				continue;
			}
			this.addresses = List.of(address);
			return ask(connection, address, path);
		}
		return new SelfFinding.Unknown("port %d accepts no connection".formatted(this.port), false);
	}

	private SelfFinding ask(Socket connection, InetAddress address, String path) {
		SelfFinding finding = ask(connection, address, this.scheme, path);
		if (finding instanceof SelfFinding.Unknown) {
			try {
				SelfFinding other = ask(connect(address), address, this.scheme.other(), path);
				if (settles(other)) {
					this.scheme = this.scheme.other();
					return other;
				}
			}
			catch (IOException ex) {
				// it does not even listen any more
			}
		}
		return finding;
	}

	/**
	 * Whether an answer tells what the port speaks. One that speaks TLS may say in plain
	 * words that it is a bad request not to; over TLS, nothing but TLS says so.
	 */
	private boolean settles(SelfFinding other) {
		return !(other instanceof SelfFinding.Unknown unknown) || (unknown.isHttp() && this.scheme == Scheme.HTTP);
	}

	private Socket connect(InetAddress address) throws IOException {
		return HttpExchange.connect(new InetSocketAddress(address, this.port), PATIENCE);
	}

	private SelfFinding ask(Socket connection, InetAddress address, Scheme scheme, String path) {
		String host = text(address);
		try (connection;
				SelfRequest request = this.requests.begin();
				Socket spoken = (scheme == Scheme.HTTPS) ? TrustingTls.over(connection) : connection) {
			ForeignAnswer answer = HttpExchange.ask(spoken, host + ":" + this.port, path, request.number());
			return judge(answer, request.progress());
		}
		catch (IOException ex) {
			return new SelfFinding.Unknown((ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName(),
					false);
		}
	}

	/**
	 * A server that does not understand the request says 400 before the application sees
	 * it: it expects TLS, or the name of a host, or a balancer in front.
	 */
	private static SelfFinding judge(ForeignAnswer answer, Progress progress) {
		if (progress == Progress.ARRIVED && answer.status() == ANSWER.httpStatus()) {
			return new SelfFinding.Own();
		}
		if (progress == Progress.SENT && answer.status() == BAD_REQUEST) {
			return new SelfFinding.Unknown("the server answered 400 (bad request)", true);
		}
		return new SelfFinding.Foreign(answer);
	}

	/**
	 * Where the port has been asked, or would be.
	 * @return the beginning of a URL, without a path
	 */
	public String origin() {
		return this.scheme.text() + "://" + (this.addresses.isEmpty() ? "localhost" : text(this.addresses.get(0))) + ":"
				+ this.port;
	}

	private static String text(InetAddress address) {
		String text = address.getHostAddress().replaceFirst("%.*", "");
		return text.contains(":") ? "[" + text + "]" : text;
	}

	/**
	 * What a port speaks.
	 */
	public enum Scheme {

		/** Plain HTTP. */
		HTTP,

		/** HTTP over TLS. */
		HTTPS;

		Scheme other() {
			return (this == HTTP) ? HTTPS : HTTP;
		}

		String text() {
			return (this == HTTP) ? "http" : "https";
		}

	}

}
