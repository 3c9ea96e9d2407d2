package com.example.orders;

record Order(String id, String customerId, String productId, String country, int quantity, long cents) {
}
