@org.jspecify.annotations.NullMarked
package com.rollingdrop.fraud;
