package dev.probity.sample.orders;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Needs no database: the endpoint that a broken one must not harm.
 */
@RestController
class CatalogController {

	private static final List<String> ITEMS = List.of("tea", "coffee", "cocoa");

	@GetMapping("/catalog")
	List<String> catalog() {
		return ITEMS;
	}

}
