/** The slit drum. */
export const emblem = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
<rect width="48" height="48" rx="10" fill="#0f3d5c"/>
<rect x="16" y="5" width="16" height="38" rx="8" fill="#e0ab4c"/>
<rect x="22" y="13" width="4" height="22" rx="2" fill="#0f3d5c"/>
</svg>
`;
