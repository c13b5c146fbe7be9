package dev.probity.sample.orders;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Needs none of the servers: the endpoint that broken ones must not harm.
 */
@RestController
class CatalogController {

	private static final List<String> ITEMS = List.of("tea", "coffee", "cocoa");

	@GetMapping("/catalog")
	List<String> catalog() {
		return ITEMS;
	}

}
