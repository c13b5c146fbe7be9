package dev.probity.sample.orders;

record Order(long id, String item, int quantity) {
}
