package dev.probity.benchmark.rollout;

import java.time.Duration;
import java.util.List;

import dev.probity.benchmark.harness.ApplicationJvm;
import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.rollout.app.OrderService;

/**
 * The application whose instances are restarted, with graceful shutdown.
 *
 * @param stack what serves it
 * @param variant whether it has Probity, with the lame duck on as it is on Kubernetes
 * @param lameDuck how long it is a lame duck, if it has
 * @param database the address of its database
 */
record Application(Stack stack, Variant variant, Duration lameDuck, String database) {

	List<String> command(int port) {
		return jvm().command(port, this.database, switch (this.variant) {
			case STOCK -> List.of("--server.shutdown=graceful");
			case PROBITY -> List.of("--server.shutdown=graceful", "--probity.lame-duck.enabled=true",
					"--probity.lame-duck.duration=%dms".formatted(this.lameDuck.toMillis()));
		});
	}

	String classPath() {
		return jvm().classPath();
	}

	private ApplicationJvm jvm() {
		return new ApplicationJvm(OrderService.class, this.stack, this.variant);
	}

}
