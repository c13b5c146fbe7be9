package dev.probity.shutdown;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.grpc.server.NettyGrpcServerFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which contexts end a gRPC server with themselves.
 */
class GrpcServersTests {

	private final GrpcServers servers = new GrpcServers();

	private final GenericApplicationContext parent = new GenericApplicationContext();

	private final GenericApplicationContext owner = new GenericApplicationContext(this.parent);

	private final GenericApplicationContext child = new GenericApplicationContext(this.owner);

	@BeforeEach
	void start() {
		this.parent.addApplicationListener(this.servers);
		this.owner.registerBean(GrpcServerLifecycle.class,
				() -> new GrpcServerLifecycle(new NettyGrpcServerFactory("localhost:0", List.of(), null, null, null),
						Duration.ZERO, this.owner));
		this.parent.refresh();
		this.owner.refresh();
		this.child.refresh();
	}

	@AfterEach
	void stop() {
		List.of(this.child, this.owner, this.parent).forEach(GenericApplicationContext::close);
	}

	@Test
	void theContextThatHasTheServerAndItsParentsDo() {
		assertThat(this.servers.anyServesBelow(this.owner)).isTrue();
		assertThat(this.servers.anyServesBelow(this.parent)).isTrue();
	}

	@Test
	void itsChildrenAndOthersDoNot() {
		ApplicationContext other = new GenericApplicationContext();
		assertThat(this.servers.anyServesBelow(this.child)).isFalse();
		assertThat(this.servers.anyServesBelow(other)).isFalse();
	}

	@Test
	void aContextThatHasBeenClosedIsNotAsked() {
		this.owner.close();
		assertThat(this.servers.anyServesBelow(this.parent)).isFalse();
	}

	@Test
	void aServerThatHasStoppedServesNobody() {
		this.owner.getBean(GrpcServerLifecycle.class).stop();
		assertThat(this.servers.anyServesBelow(this.owner)).isFalse();
	}

}
