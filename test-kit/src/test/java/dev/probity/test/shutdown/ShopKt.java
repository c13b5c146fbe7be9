package dev.probity.test.shutdown;

/**
 * What Kotlin makes of the file of {@link Shop}. Does not come up.
 */
final class ShopKt {

	private ShopKt() {
	}

	public static void main(String[] args) {
		System.out.println("The main function of the file has been called");
	}

}
