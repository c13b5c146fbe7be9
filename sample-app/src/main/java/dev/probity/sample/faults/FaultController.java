package dev.probity.sample.faults;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.probity.sample.localservices.LocalServices;
import dev.probity.test.proxy.TcpProxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The fault switch: hangs, refuses and heals the way to a local service. Servers of
 * somebody else are not ours to break.
 */
@RestController
@Profile("!external")
class FaultController {

	private static final Logger logger = LoggerFactory.getLogger(FaultController.class);

	private static final Map<String, Consumer<TcpProxy>> ACTIONS = Map.of("hang", TcpProxy::hang, "refuse",
			TcpProxy::refuse, "heal", TcpProxy::heal);

	private final LocalServices localServices;

	FaultController(LocalServices localServices) {
		this.localServices = localServices;
	}

	@PostMapping("/faults/{dependency}/{action}")
	ResponseEntity<Void> apply(@PathVariable String dependency, @PathVariable String action) {
		Optional<TcpProxy> proxy = this.localServices.proxy(dependency);
		Consumer<TcpProxy> change = ACTIONS.get(action);
		if (proxy.isEmpty() || change == null) {
			return ResponseEntity.notFound().build();
		}
		change.accept(proxy.get());
		logger.info("Fault switch: {} {}", dependency, action);
		return ResponseEntity.noContent().build();
	}

}
