/** Style sheets are bundled by webpack; to the compiler they are nothing. */
declare module '*.css';
