package dev.probity.benchmark.http.app;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class BlockingSlowController {

	private final SlowQuery query;

	BlockingSlowController(SlowQuery query) {
		this.query = query;
	}

	@GetMapping("/slow")
	String slow() {
		return this.query.run();
	}

}
