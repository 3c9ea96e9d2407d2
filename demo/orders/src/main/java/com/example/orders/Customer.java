package com.example.orders;

record Customer(String id, String name, String country) {
}
