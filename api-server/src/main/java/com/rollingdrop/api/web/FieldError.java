package com.rollingdrop.api.web;

/**
 * What is wrong with one field.
 *
 * @param field its path, like {@code items[2].tickets}
 * @param message a phrase for people
 */
public record FieldError(String field, String message) {}
