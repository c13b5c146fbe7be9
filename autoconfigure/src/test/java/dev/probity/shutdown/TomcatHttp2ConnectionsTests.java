package dev.probity.shutdown;

import java.time.Duration;
import java.util.List;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of Tomcat's HTTP/2 at the start.
 */
class TomcatHttp2ConnectionsTests {

	private final Connector connector = new Connector();

	private final Http2Protocol http2 = new Http2Protocol();

	@Test
	void connectionsAreKnownAndDrainAsLongAsTheLameDuckLasts() {
		this.connector.addUpgradeProtocol(this.http2);
		customize(Duration.ofSeconds(7));
		assertThat(List.of(this.connector.findUpgradeProtocols())).hasSize(2)
			.last()
			.isInstanceOf(TomcatHttp2Protocol.class);
		assertThat(this.http2.getDrainTimeout()).isEqualTo(7_000_000_000L);
	}

	@Test
	void aDrainTimeoutOfTheApplicationStays() {
		this.http2.setDrainTimeout(1);
		this.connector.addUpgradeProtocol(this.http2);
		customize(Duration.ofSeconds(7));
		assertThat(this.http2.getDrainTimeout()).isOne();
	}

	@Test
	void withoutLameDuckNothingChanges() {
		this.connector.addUpgradeProtocol(this.http2);
		customize(Duration.ZERO);
		assertThat(this.connector.findUpgradeProtocols()).containsExactly(this.http2);
		assertThat(this.http2.getDrainTimeout()).isZero();
	}

	@Test
	void withoutHttp2NothingChanges() {
		customize(Duration.ofSeconds(7));
		assertThat(this.connector.findUpgradeProtocols()).isEmpty();
	}

	private void customize(Duration duration) {
		new TomcatHttp2Connections(new WebServers(duration)).customize(this.connector);
	}

}
