package dev.probity.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.probity.fixture.ArabicDigits;
import dev.probity.fixture.LoggedLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who the peers are that a name stands for.
 */
class NamedPeersTests {

	private final Map<String, String[]> zone = new HashMap<>();

	private int ownPort = 9595;

	private boolean tls;

	@Test
	@ResourceLock(Resources.LOCALE)
	void theUrlOfAPeerHasTheDigitsOfAUrlWhateverTheLanguageOfTheMachine() {
		PeerAddress peer = new PeerAddress("https", InetAddress.getLoopbackAddress(), 9595);
		assertThat(ArabicDigits.with(peer::origin)).isEqualTo("https://127.0.0.1:9595");
	}

	@Test
	void allAddressesOfANameArePeersOnThePortOfThisInstance() {
		this.zone.put("orders-headless", new String[] { "198.51.100.1", "198.51.100.2", "2001:db8::7" });
		NamedPeers peers = peers("orders-headless");
		assertThat(all(peers)).containsExactlyInAnyOrder("http://198.51.100.1:9595", "http://198.51.100.2:9595",
				"http://[2001:db8:0:0:0:0:0:7]:9595");
		assertThat(peers.count()).isEqualTo(3);
		assertThat(peers.pick(2, new SplittableRandom(1))).hasSize(2);
	}

	@Test
	void aPeerMayHaveAPortAndSpeakTls() {
		this.zone.put("one", new String[] { "198.51.100.1" });
		this.zone.put("two", new String[] { "198.51.100.2" });
		assertThat(all(peers("one:80", "https://two:8443", "one:80")))
			.containsExactlyInAnyOrder("http://198.51.100.1:80", "https://198.51.100.2:8443");
	}

	@Test
	void whatIsNotSaidToSpeakAnythingSpeaksOnThePortOfThisInstanceWhatThisOneDoes() {
		this.tls = true;
		this.zone.put("orders", new String[] { "198.51.100.1" });
		assertThat(all(peers("orders"))).containsExactly("https://198.51.100.1:9595");
		assertThat(all(peers("orders:9595"))).containsExactly("https://198.51.100.1:9595");
		assertThat(all(peers("orders:8080"))).containsExactly("http://198.51.100.1:8080");
		assertThat(all(peers("http://orders"))).containsExactly("http://198.51.100.1:9595");
	}

	@Test
	void thisInstanceIsLeftOutAndItsNeighboursOnTheSameMachineAreNot() {
		this.zone.put("localhost", new String[] { "127.0.0.1" });
		this.ownPort = 8081;
		assertThat(all(peers("localhost:8080", "localhost:8081", "localhost:8082")))
			.containsExactlyInAnyOrder("http://127.0.0.1:8080", "http://127.0.0.1:8082");
	}

	@Test
	void whereItWasItselfThatAnsweredIsLeftOut() {
		this.zone.put("orders", new String[] { "198.51.100.1", "198.51.100.2" });
		NamedPeers peers = peers("orders");
		peers.isSelf("http://198.51.100.2:9595");
		assertThat(all(peers)).containsExactly("http://198.51.100.1:9595");
	}

	@Test
	void whereItWasItselfOnceMayBeAnotherOneTheNextTime() {
		this.zone.put("orders", new String[] { "198.51.100.1" });
		NamedPeers peers = peers("orders");
		peers.isSelf("http://198.51.100.1:9595");
		assertThat(peers.count()).isZero();
		peers.refresh();
		assertThat(all(peers)).containsExactly("http://198.51.100.1:9595");
	}

	@Test
	void anAddressOfNoMachineThatLeadsToItselfMayBeABalancersWhichIsToldOnce() {
		this.zone.put("orders", new String[] { "198.51.100.1" });
		this.zone.put("localhost", new String[] { "127.0.0.1" });
		NamedPeers peers = peers("orders", "localhost:8080");
		try (LoggedLines log = new LoggedLines(NamedPeers.class)) {
			peers.isSelf("http://127.0.0.1:8080");
			peers.isSelf("http://198.51.100.1:9595");
			peers.refresh();
			peers.isSelf("http://198.51.100.1:9595");
			assertThat(log.next()).containsExactly(
					"WARN The peer 'orders' is this instance itself, though http://198.51.100.1:9595 is no address of this machine: if a balancer picks who answers there, set 'probity.fleet.service' instead");
		}
	}

	@Test
	void theLastAddressesAreKeptAsLongAsANameCannotBeLookedUp() {
		this.zone.put("orders", new String[] { "198.51.100.1", "198.51.100.2" });
		NamedPeers peers = peers("orders");
		this.zone.clear();
		try (LoggedLines log = new LoggedLines(NamedPeers.class)) {
			peers.refresh();
			peers.refresh();
			assertThat(all(peers)).hasSize(2);
			this.zone.put("orders", new String[] { "198.51.100.3" });
			peers.refresh();
			assertThat(all(peers)).containsExactly("http://198.51.100.3:9595");
			assertThat(log.next()).containsExactly(
					"WARN The peers 'orders' cannot be looked up (java.net.UnknownHostException: orders); the 2 addresses of the last time are kept",
					"INFO The peers 'orders' can be looked up again: 1 addresses");
		}
	}

	@Test
	void aNameThatHasNeverBeenThereIsNobody() {
		assertThat(peers("orders").count()).isZero();
	}

	private NamedPeers peers(String... names) {
		NamedPeers peers = new NamedPeers(List.of(names).stream().map(PeerName::of).toList(), this::lookUp,
				new OwnPort(() -> this.ownPort, this.tls));
		peers.refresh();
		return peers;
	}

	private InetAddress[] lookUp(String host) throws IOException {
		String[] found = this.zone.get(host);
		if (found == null) {
			throw new UnknownHostException(host);
		}
		InetAddress[] addresses = new InetAddress[found.length];
		for (int i = 0; i < found.length; i++) {
			addresses[i] = InetAddress.getByName(found[i]);
		}
		return addresses;
	}

	private static List<String> all(NamedPeers peers) {
		return peers.pick(100, new SplittableRandom(1));
	}

}
